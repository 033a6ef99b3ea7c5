/** The package’s own types are those of `onnxruntime-common`, which it does not say. */
declare module 'onnxruntime-node' {
  const ort: typeof import('onnxruntime-common');
  export default ort;
}
