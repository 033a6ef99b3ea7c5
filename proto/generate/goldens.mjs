import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { create, ScalarType, toBinary, toJson } from '@bufbuild/protobuf';

/**
 * Writes a golden for every event that has none: one example as JSON and as the bytes on the wire. What is there is never changed:
 * it stands for the events that are already stored somewhere. Gives the names it wrote.
 */
export function writeGoldens(events, registry, folder) {
  mkdirSync(folder, { recursive: true });
  return missingGoldens(events, folder).map((event) => {
    writeFileSync(goldenFile(event, folder), `${JSON.stringify(goldenOf(event, registry), undefined, 2)}\n`);
    return event.typeName;
  });
}

/** Events that have no golden yet. */
export function missingGoldens(events, folder) {
  return events.filter((event) => !existsSync(goldenFile(event, folder)));
}

function goldenFile(event, folder) {
  return join(folder, `${event.typeName}.json`);
}

function goldenOf(event, registry) {
  const message = exampleOf(event, 0);
  return {
    type: event.typeName,
    json: toJson(event, message, { registry, useProtoFieldName: true }),
    binary: Buffer.from(toBinary(event, message)).toString('hex'),
  };
}

function exampleOf(desc, depth) {
  const message = create(desc);
  if (desc.typeName === 'google.protobuf.Timestamp') return create(desc, { seconds: 1_767_225_600n, nanos: 0 });
  for (const field of desc.fields) {
    if (depth > 3 || (field.oneof && field.oneof.fields[0] !== field)) continue;
    const value = valueOf(field, depth);
    if (value === undefined) continue;
    if (field.oneof) message[field.oneof.localName] = { case: field.localName, value };
    else message[field.localName] = field.fieldKind === 'list' ? [value] : field.fieldKind === 'map' ? { key: value } : value;
  }
  return message;
}

function valueOf(field, depth) {
  if (field.message?.typeName === 'google.protobuf.Struct') return { key: 'value' };
  if (field.message) return exampleOf(field.message, depth + 1);
  if (field.enum) return field.enum.values.at(1)?.number ?? 0;
  switch (field.scalar) {
    case ScalarType.STRING:
      return /(^|_)id$/.test(field.name) ? `0190a0b0-0000-7000-8000-${String(field.number).padStart(12, '0')}` : field.name.replaceAll('_', '-');
    case ScalarType.BOOL:
      return true;
    case ScalarType.BYTES:
      return new Uint8Array([field.number]);
    case ScalarType.INT64:
    case ScalarType.UINT64:
    case ScalarType.SINT64:
    case ScalarType.FIXED64:
    case ScalarType.SFIXED64:
      return field.longAsString ? String(field.number) : BigInt(field.number);
    default:
      return field.number;
  }
}
