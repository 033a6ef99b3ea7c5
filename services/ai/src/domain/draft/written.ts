import { isWithin } from '../knowledge/grounded.js';
import { missingIn, type Letter } from './templates.js';

/** The JSON schema of what a model writes. */
export const letterSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['subjectLine', 'body'],
  properties: { subjectLine: { type: 'string' }, body: { type: 'string' } },
} as const;

/**
 * A model's letter, if it keeps to the template that it was to put in better words: every mark of a citation and every gap is still there,
 * and no link, address or number stands in it that the template does not hold. Nothing otherwise.
 */
export function letterIn(answer: unknown, template: Letter): Letter | undefined {
  const { subjectLine, body } = (answer ?? {}) as { subjectLine?: unknown; body?: unknown };
  if (typeof subjectLine !== 'string' || typeof body !== 'string' || !subjectLine.trim() || !body.trim()) return undefined;
  if (subjectLine.length > 300 || body.length > 8000) return undefined;
  const letter = { subjectLine: subjectLine.trim().replaceAll(/\s+/g, ' '), body: body.trim() };
  const keeps = sameSet(missingIn(letter), missingIn(template)) && sameSet(marksIn(letter.body), marksIn(template.body));
  return keeps && isWithin(`${letter.subjectLine}\n${letter.body}`, `${template.subjectLine}\n${template.body}`) ? letter : undefined;
}

function marksIn(text: string): string[] {
  return text.match(/\[\d{1,2}\]/g) ?? [];
}

function sameSet(left: readonly string[], right: readonly string[]): boolean {
  return [...new Set(left)].toSorted().join('\n') === [...new Set(right)].toSorted().join('\n');
}
