import { AppError, invalid } from '@rapport/kernel';

/** The fields that customers may put right in their own record: the contract's names, and those in code. */
const correctable = {
  given_name: 'givenName',
  family_name: 'familyName',
  middle_name: 'middleName',
  emails: 'emails',
  phones: 'phones',
  messengers: 'messengers',
  addresses: 'addresses',
  birth_date: 'birthDate',
  language: 'language',
} as const;

type Name = keyof typeof correctable;
type Key = (typeof correctable)[Name];
/** Values of those fields. */
export type CorrectableValues = Readonly<Record<Key, unknown>>;

/** What the rules of a correction look at. Whatever else the contract has passes through untouched. */
export interface CorrectionFacts {
  readonly fields: readonly string[];
  readonly acceptedFields: readonly string[];
  readonly refusedFields: readonly string[];
  readonly status: number;
}

/** The numbers of the contract. */
export const correctionStatus = { open: 1, accepted: 2, partlyAccepted: 3, refused: 4 } as const;

const names = Object.keys(correctable) as Name[];

/** The fields that a proposal puts right: those named, else those present. Throws `ONE_REQUIRED` for a proposal of nothing. */
export function proposedFields(named: readonly string[], proposed: CorrectableValues): string[] {
  const fields = named.length > 0 ? [...new Set(named)] : names.filter((name) => !isEmpty(proposed[correctable[name]]));
  if (fields.length === 0) throw invalid('/proposed', 'ONE_REQUIRED', { fields: names.join(', ') });
  return fields;
}

/** Those values of a record. */
export function correctableOf(record: CorrectableValues): CorrectableValues {
  return Object.fromEntries(names.map((name) => [correctable[name], record[correctable[name]]])) as CorrectableValues;
}

/** A record with some fields as they were proposed. */
export function corrected<T extends CorrectableValues>(record: T, proposed: CorrectableValues, fields: readonly string[]): T {
  return { ...record, ...Object.fromEntries(fields.map((name) => [correctable[name as Name], proposed[correctable[name as Name]]])) };
}

/** The fields that somebody changed since the customer saw them, and not to what the customer wants. */
export function conflicts(base: CorrectableValues, current: CorrectableValues, proposed: CorrectableValues, fields: readonly string[]): string[] {
  return fields.filter((name) => {
    const key = correctable[name as Name];
    return !same(base[key], current[key]) && !same(proposed[key], current[key]);
  });
}

/** The fields that a decision is about: those named, else all that wait. Throws `ALREADY_DECIDED` when one does not wait. */
export function fieldsToDecide(correction: CorrectionFacts, named: readonly string[]): string[] {
  const waiting = waitingOf(correction);
  const wanted = named.length > 0 ? [...new Set(named)] : waiting;
  const decided = wanted.filter((name) => !waiting.includes(name));
  if (wanted.length === 0 || decided.length > 0)
    throw new AppError('conflict', 'ALREADY_DECIDED', { params: { fields: (decided.length > 0 ? decided : correction.fields).join(', ') } });
  return wanted;
}

/** A correction after a decision about some of its fields. */
export function decided<T extends CorrectionFacts>(correction: T, fields: readonly string[], accept: boolean): T {
  const after = {
    ...correction,
    acceptedFields: accept ? [...correction.acceptedFields, ...fields] : correction.acceptedFields,
    refusedFields: accept ? correction.refusedFields : [...correction.refusedFields, ...fields],
  };
  return { ...after, status: statusOf(after) };
}

function statusOf(correction: CorrectionFacts): number {
  if (waitingOf(correction).length > 0) return correctionStatus.open;
  if (correction.refusedFields.length === 0) return correctionStatus.accepted;
  return correction.acceptedFields.length === 0 ? correctionStatus.refused : correctionStatus.partlyAccepted;
}

function waitingOf({ fields, acceptedFields, refusedFields }: CorrectionFacts): string[] {
  return fields.filter((name) => !acceptedFields.includes(name) && !refusedFields.includes(name));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

function same(a: unknown, b: unknown): boolean {
  return (isEmpty(a) && isEmpty(b)) || JSON.stringify(a) === JSON.stringify(b);
}
