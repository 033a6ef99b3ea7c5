// What benchmarks measure of the service, apart from its doors.
export { sketchOf } from './domain/knowledge/sketch.js';
export { passagesOf } from './domain/knowledge/passages.js';
export { hashedVector } from './embedding/hashed.embedder.js';
export { PassageSearch } from './store/passage.search.js';
export { PassageVectors } from './store/passage.vectors.js';
export { PassageWords } from './store/passage.words.js';
