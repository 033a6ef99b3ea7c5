import { useLocale } from '../i18n/locale.js';
import { useSay } from '../i18n/text.js';
import type { FieldValue } from '../nouns/noun.js';
import { useStageOptions } from '../sales/stages.js';
import { teamShown, useColleagues } from '../session/colleagues.js';
import type { Field } from './field.js';

/** One of the values that a field can be given. */
export interface Option {
  readonly word: string;
  readonly label: string;
  readonly means: FieldValue;
  readonly tone?: string;
}

const languages = ['ru', 'en', 'de', 'fr', 'es', 'it', 'zh', 'tr', 'kk', 'uk', 'be', 'uz', 'hy', 'ka', 'ar'];

/** All values that a field takes, where they can be counted; nothing where anything can be written. */
export function useOptions({ kind, choices }: Pick<Field, 'kind' | 'choices'>): readonly Option[] {
  const say = useSay();
  const locale = useLocale();
  const { all, teams } = useColleagues();
  const stages = useStageOptions(kind === 'stage');
  switch (kind) {
    case 'stage':
      return stages;
    case 'colleague':
      return all.map(({ id, displayName, username }) => ({ word: id, label: displayName || username, means: id }));
    case 'team':
      return teams.map((team) => ({ word: team, label: teamShown(team), means: team }));
    case 'language': {
      const names = new Intl.DisplayNames(locale, { type: 'language' });
      return languages.map((code) => ({ word: code, label: names.of(code) ?? code, means: code }));
    }
    case 'flag':
      return [true, false].map((means) => ({ word: String(means), label: say(means ? 'field.yes' : 'field.no'), means }));
    default:
      return choices;
  }
}
