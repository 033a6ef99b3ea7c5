import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { createFileRegistry, fromBinary } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';

const require = createRequire(import.meta.url);
const program = require.resolve('@bufbuild/buf/bin/buf');
const plugin = require.resolve('@bufbuild/protoc-gen-es/package.json').replace('package.json', 'bin/protoc-gen-es');

/** Runs buf in a folder of contracts. Gives what it printed; throws that text when it failed. Never goes to the network. */
export function buf(proto, args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { cwd: proto, maxBuffer: 64 << 20 });
  if (status !== 0) throw new Error(`${String(stdout)}${String(stderr)}`.trim());
  return stdout;
}

/** Every file of the contracts with its comments, as descriptors. */
export function readContracts(proto) {
  const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, buf(proto, ['build', '-o', '-'])));
  return { registry, files: [...registry.files].filter((file) => file.proto.package.startsWith('rapport.')).sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

/** Writes the TypeScript of every contract into a folder, which it empties first. */
export function writeTypeScript(proto, gen) {
  const plugins = [{ local: [process.execPath, plugin], out: gen, opt: ['target=ts', 'import_extension=js'] }];
  buf(proto, ['generate', '--template', JSON.stringify({ version: 'v2', clean: true, plugins })]);
}
