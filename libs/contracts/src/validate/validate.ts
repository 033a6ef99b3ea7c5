import type { DescField, DescMessage, MessageShape } from '@bufbuild/protobuf';
import type { FieldMask } from '@bufbuild/protobuf/wkt';
import type { Violation } from '@rapport/kernel';
import { Report } from '../json/report.js';
import { isKeptOnInput, nounOf } from '../options.js';
import { fieldCheck, type FieldCheck, type MessageCheck } from './field-check.js';
import { unknownPaths } from './mask.js';

/** How to check: `write` when the rpc changes something, `region` (ISO 3166-1) for phone numbers without a country code, `RU` when left out. */
export interface CheckOptions {
  readonly write: boolean;
  readonly region?: string;
}

const checks = new WeakMap<DescMessage, MessageCheck>();

/**
 * All that is wrong with a request by its contract's rules, each with its pointer (`/contact/emails/0/value`); empty when it is right.
 * Values are normalised in place: texts to NFC and trimmed, e-mail to lower case and ASCII domain, phones to E.164, tags without repeats.
 * In a write, what the system sets (`output_only`) is cleared except `id` and `etag`. In a request with an `update_mask`, `required`
 * holds for those fields of the record that the mask names.
 */
export function validate<Desc extends DescMessage>(desc: Desc, message: MessageShape<Desc>, options: CheckOptions): Violation[] {
  const report = new Report();
  checkOf(desc)(message, '', { report, write: options.write, region: options.region }, undefined);
  return report.violations;
}

function checkOf(desc: DescMessage): MessageCheck {
  let check = checks.get(desc);
  if (!check) {
    check = compile(desc);
    checks.set(desc, check);
  }
  return check;
}

function compile(desc: DescMessage): MessageCheck {
  let fields: readonly FieldCheck[] | undefined;
  const maskField = desc.fields.find((field) => field.message?.typeName === 'google.protobuf.FieldMask');
  const compiled = (): FieldCheck[] =>
    desc.fields.map((field) => (maskField ? maskedCheck(field, maskField) : checkOfField(field))).filter((check) => check !== undefined);
  return (message, at, run, mask) => {
    fields ??= compiled();
    for (const check of fields) check(message, at, run, mask);
  };
}

function checkOfField(field: DescField): FieldCheck | undefined {
  return isKeptOnInput(field) ? fieldCheck(field, checkOf) : outputCheck(field);
}

/** A field of a request that has a mask: the request's own fields are all asked for, those of the record inside by the mask. */
function maskedCheck(field: DescField, maskField: DescField): FieldCheck | undefined {
  const check = fieldCheck(field, checkOf);
  const record = nounOf(field.message ?? field.parent) && field.message;
  return (
    check &&
    ((message, at, run) => {
      const { paths = [] } = (message[maskField.localName] as FieldMask | undefined) ?? {};
      if (record)
        for (const path of unknownPaths(record, paths)) run.report.add(`${at}/${maskField.name}`, 'INVALID_FIELD_MASK', { field: path.slice(0, 100) });
      check(message, at, run, new Set(['', ...paths].map((path) => `${field.name}.${path}`)));
    })
  );
}

/** What the system sets is never taken from a caller. */
function outputCheck({ localName, fieldKind, oneof }: DescField): FieldCheck | undefined {
  if (oneof) return undefined;
  return (message, _at, { write }) => {
    if (!write || message[localName] === undefined) return;
    if (fieldKind === 'list') message[localName] = [];
    else if (fieldKind === 'map') message[localName] = {};
    else if (fieldKind === 'message') delete message[localName];
    else message[localName] = zeroOf(message[localName]);
  };
}

function zeroOf(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
      return '';
    case 'number':
      return 0;
    case 'bigint':
      return 0n;
    case 'boolean':
      return false;
    default:
      return new Uint8Array();
  }
}
