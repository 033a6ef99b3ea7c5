import { createRegistry, type DescMessage, type DescService } from '@bufbuild/protobuf';
import { files } from './gen/files.js';
import { eventRuleOf, nounOf } from './options.js';

/** Every type of every contract, for JSON with `Any` and for walking. */
export const registry = createRegistry(...files);

/** Every service contract. */
export const services: readonly DescService[] = files.flatMap((file) => file.services);

/** Every event. */
export const events: readonly DescMessage[] = files.flatMap((file) => file.messages).filter((message) => eventRuleOf(message));

/** Every record. */
export const nouns: readonly DescMessage[] = files.flatMap((file) => file.messages).filter((message) => nounOf(message));
