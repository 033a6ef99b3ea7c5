import type { DescMessage } from '@bufbuild/protobuf';

/** Names of the fields that are to change, with dots into nested messages; `undefined` means all. */
export type Mask = ReadonlySet<string> | undefined;

/** Whether the change touches the field, so that it must be there if it is required. */
export function isAsked(mask: Mask, name: string): boolean {
  return mask === undefined || mask.has(name) || [...mask].some((path) => path.startsWith(`${name}.`));
}

/** The mask as the message inside the field sees it. */
export function maskBelow(mask: Mask, name: string): Mask {
  if (mask === undefined || mask.has(name)) return undefined;
  return new Set([...mask].filter((path) => path.startsWith(`${name}.`)).map((path) => path.slice(name.length + 1)));
}

/** The paths of a mask that name nothing in the record. Inside free JSON any name goes. */
export function unknownPaths(record: DescMessage, paths: readonly string[]): string[] {
  return paths.filter((path) => !leadsSomewhere(record, path.split('.')));
}

function leadsSomewhere(record: DescMessage, [first, ...rest]: readonly string[]): boolean {
  const field = record.fields.find((each) => each.name === first);
  if (!field || rest.length === 0) return field !== undefined;
  if (field.message?.typeName === 'google.protobuf.Struct') return true;
  return field.fieldKind === 'message' && leadsSomewhere(field.message, rest);
}
