import { currentLocale } from '../i18n/locale.js';
import { saidOr, sayIn } from '../i18n/text.js';

/** Where the words of keys stand: those that tenants share, reasons that leads and deals end for, topics of articles. */
const chapters = ['word', 'reason', 'help.category'];

/** A key such as `web-form` in the reader's words; itself where it is a tenant's own. */
export function keyWord(key: string): string {
  const say = sayIn(currentLocale());
  return chapters.reduce((shown, chapter) => (shown === key ? saidOr(say, `${chapter}.${key}`, key) : shown), key);
}
