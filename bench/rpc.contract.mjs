import { create, toBinary } from '@bufbuild/protobuf';
import { SuggestRequestSchema, SuggestResponseSchema } from '@rapport/contracts';

/** What both sides of the rpc benchmark ask and answer. */
export const request = { typed: 'мар', nouns: ['contact'], limit: 10 };
export const answer = {
  suggestions: Array.from({ length: 3 }, (_, at) => ({
    noun: 'contact',
    id: `01900000-0000-7000-8000-00000000000${at}`,
    title: 'Марков Роман',
    hint: 'roman@bench.example',
  })),
};

/** The same as it travels. */
export const requestBytes = toBinary(SuggestRequestSchema, create(SuggestRequestSchema, request));
export const answerBytes = toBinary(SuggestResponseSchema, create(SuggestResponseSchema, answer));
