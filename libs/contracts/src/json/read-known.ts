import { create, type DescMessage } from '@bufbuild/protobuf';
import { FieldMaskSchema } from '@bufbuild/protobuf/wkt';
import { readInstant } from './instant.js';
import type { Read } from './read-scalar.js';
import { readFreeObject } from './free-json.js';
import { normalText } from '../validate/text.js';

const readTimestamp: Read = (value, at, report) => {
  if (typeof value !== 'string') return report.wrongType(at, 'string');
  const instant = readInstant(value);
  if (!instant) report.add(at, 'INVALID_TIME');
  return instant;
};

/** `given_name,emails`: names as the contract writes them, so that they are those of the JSON. */
const readMask: Read = (value, at, report) => {
  if (typeof value !== 'string') return report.wrongType(at, 'string');
  if (!report.holds(at, value)) return undefined;
  const paths = value
    .split(',')
    .map((path) => normalText(path, 0))
    .filter((path) => path !== '');
  return create(FieldMaskSchema, { paths: [...new Set(paths)] });
};

/** The reader of one of Google's well-known types, or nothing for a message of our own. */
export function knownReader(desc: DescMessage): Read | undefined {
  switch (desc.typeName) {
    case 'google.protobuf.Timestamp':
      return readTimestamp;
    case 'google.protobuf.FieldMask':
      return readMask;
    case 'google.protobuf.Struct':
      return readFreeObject;
    default:
      return undefined;
  }
}
