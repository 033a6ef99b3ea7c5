import { describe, expect, it } from '@jest/globals';
import { conflicts, corrected, correctionStatus, decided, fieldsToDecide, proposedFields } from './correction.js';

const blank = { givenName: '', familyName: '', middleName: '', emails: [], phones: [], messengers: [], addresses: [], birthDate: '', language: '' };
const open = { fields: ['family_name', 'phones'], acceptedFields: [], refusedFields: [], status: correctionStatus.open };

describe('a correction', () => {
  it('is of the fields that are named, or of those present, and of one at least', () => {
    expect(proposedFields([], { ...blank, familyName: 'Белых', phones: [{ value: '+79' }] })).toEqual(['family_name', 'phones']);
    expect(proposedFields(['birth_date'], blank)).toEqual(['birth_date']);
    expect(() => proposedFields([], blank)).toThrow(expect.objectContaining({ code: 'invalid' }));
  });

  it('changes its own fields and no other', () =>
    expect(corrected({ ...blank, givenName: 'Карла', familyName: 'Ковалёва' }, { ...blank, givenName: 'X', familyName: 'Белых' }, ['family_name'])).toEqual({
      ...blank,
      givenName: 'Карла',
      familyName: 'Белых',
    }));

  it('meets a change that somebody made meanwhile, unless it is the same one', () => {
    const [base, proposed] = [
      { ...blank, familyName: 'А' },
      { ...blank, familyName: 'Б' },
    ];
    const meets = (familyName: string) => conflicts(base, { ...blank, familyName }, proposed, ['family_name', 'phones']);
    expect([meets('А'), meets('Б'), meets('В')]).toEqual([[], [], ['family_name']]);
  });

  it('is decided field by field, each once', () => {
    const half = decided(open, fieldsToDecide(open, ['phones']), false);
    expect(half).toMatchObject({ status: correctionStatus.open, refusedFields: ['phones'] });
    expect(() => fieldsToDecide(half, ['phones'])).toThrow(expect.objectContaining({ reason: 'ALREADY_DECIDED' }));
    const whole = decided(half, fieldsToDecide(half, []), true);
    expect(whole).toMatchObject({ status: correctionStatus.partlyAccepted, acceptedFields: ['family_name'] });
    expect(() => fieldsToDecide(whole, [])).toThrow(expect.objectContaining({ reason: 'ALREADY_DECIDED' }));
    expect([decided(open, open.fields, true).status, decided(open, open.fields, false).status]).toEqual([correctionStatus.accepted, correctionStatus.refused]);
  });
});
