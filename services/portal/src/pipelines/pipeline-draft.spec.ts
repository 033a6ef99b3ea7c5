import { describe, expect, it } from '@jest/globals';
import { StageKind } from '@rapport/contracts/client';
import { draftOf, namelessIn, withChanged, withMoved, without, withStage, writtenPipeline } from './pipeline-draft.js';

const kinds = (draft: ReturnType<typeof draftOf>) => draft.stages.map(({ kind }) => kind);

describe('a pipeline that is edited', () => {
  it('begins with the stages that none can do without, and takes a new one before those that end a deal', () => {
    const begun = draftOf(undefined);
    expect(kinds(begun)).toEqual([StageKind.OPEN, StageKind.WON, StageKind.LOST]);
    const more = withStage(withStage(begun, StageKind.OPEN), StageKind.LOST);
    expect(kinds(more)).toEqual([StageKind.OPEN, StageKind.OPEN, StageKind.WON, StageKind.LOST, StageKind.LOST]);
    expect(new Set(more.stages.map(({ key }) => key)).size).toBe(5);
  });

  it('moves a stage by one place and never out of the row', () => {
    const begun = draftOf(undefined);
    expect(kinds(withMoved(begun, 0, 1))).toEqual([StageKind.WON, StageKind.OPEN, StageKind.LOST]);
    expect(withMoved(begun, 0, -1)).toBe(begun);
    expect(withMoved(begun, 2, 1)).toBe(begun);
  });

  it('knows where a name is missing in both languages', () => {
    const begun = { ...draftOf(undefined), nameEn: 'Retail', nameRu: ' ' };
    expect(namelessIn(withChanged(begun, begun.stages[1]!.key, { nameRu: 'Успех' }))).toEqual(['/stages/0', '/stages/2']);
    expect(namelessIn({ ...begun, nameEn: '' })).toEqual(['/name_ru', '/stages/0', '/stages/1', '/stages/2']);
  });

  it('is sent with how likely its ends are, whatever was typed before, and without the marks of the form', () => {
    const begun = draftOf(undefined);
    const won = begun.stages[0]!.key;
    const [first, ...rest] = writtenPipeline(without(withChanged(begun, won, { kind: StageKind.WON, probability: 30 }), begun.stages[2]!.key)).stages;
    expect([first!.probability, rest.length, 'key' in first!]).toEqual([100, 1, false]);
  });
});
