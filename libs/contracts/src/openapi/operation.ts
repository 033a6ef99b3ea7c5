import type { DescMethod } from '@bufbuild/protobuf';
import { comments } from '../gen/comments.js';
import { isOpen, permissionOf } from '../options.js';
import type { Binding } from '../route/binding.js';
import { always, answerHeaders, headerRefs, problemRefs, type ProblemName } from './answers.js';
import { exampleOf } from './example.js';
import { tidy, type JsonSchema } from './json-schema.js';
import { linksOf } from './links.js';
import { parametersOf } from './parameters.js';
import { withNames } from './names-pattern.js';
import type { SchemaBook } from './schema-book.js';

/** One rpc as an operation of the API. */
export function operationOf(method: DescMethod, binding: Binding, book: SchemaBook): JsonSchema {
  const said = comments[`${method.parent.typeName}.${method.name}`] ?? method.name;
  const permission = permissionOf(method);
  const open = isOpen(method);
  return tidy({
    operationId: method.localName,
    tags: [tagOf(method)],
    summary: said.split(/(?<=[.!?])\s/)[0]!.replace(/\.$/, ''),
    description: `${said}\n\n${open ? 'Open to anybody, signed in or not.' : `Needs the right \`${permission}\`.`}`,
    ...(open ? { security: [] } : { 'x-permission': permission }),
    parameters: parametersOf(method, binding, book),
    requestBody: bodyOf(method, binding, book),
    responses: { ...goodAnswers(method, binding, book), ...problemRefs(problemsOf(binding)) },
  });
}

/** `ContactService` is `Contact`. */
export function tagOf({ parent }: DescMethod): string {
  return parent.name.replace(/Service$/, '');
}

function bodyOf(method: DescMethod, { body, raw, route }: Binding, book: SchemaBook): JsonSchema | undefined {
  if (raw) return { required: true, content: { 'application/octet-stream': { schema: {} } } };
  if (!body) return undefined;
  const example = exampleOf(body.desc, body.but);
  const schema = body.field
    ? route.verb === 'PATCH'
      ? book.patch(body.desc)
      : book.input(body.desc)
    : withNames(book.part(body.desc, body.but), method, book);
  return { required: Object.keys(example).length > 0, content: { 'application/json': { schema, example } } };
}

function goodAnswers(method: DescMethod, { route, creates, answersFile }: Binding, book: SchemaBook): Record<string, JsonSchema> {
  if (answersFile) return fileAnswers;
  const names = [
    ...answerHeaders,
    ...(method.output.fields.some(({ name }) => name === 'etag') ? ['ETag'] : []),
    ...(route.verb === 'GET' ? [] : ['Idempotent-Replayed']),
  ];
  const type = method.methodKind === 'server_streaming' ? 'application/x-ndjson' : 'application/json';
  const content = { [type]: { schema: book.output(method.output) } };
  const ok = tidy({ description: comments[method.output.typeName] ?? 'Done.', headers: headerRefs(names), content, links: linksOf(method) });
  return creates ? { 200: ok, 201: { ...ok, description: `New: ${String(ok['description'])}`, headers: headerRefs([...names, 'Location']) } } : { 200: ok };
}

const fileAnswers: Record<string, JsonSchema> = {
  200: { description: 'The whole file.', headers: headerRefs(answerHeaders), content: { '*/*': { schema: {} } } },
  206: { description: 'The stretch that `Range` names.', headers: headerRefs(answerHeaders), content: { '*/*': { schema: {} } } },
};

function problemsOf({ route, etag }: Binding): ProblemName[] {
  if (route.verb === 'GET') return [...always];
  return [...always, 'TooLarge', 'Unsupported', 'Mismatch', ...(etag ? (['Stale'] as const) : [])];
}
