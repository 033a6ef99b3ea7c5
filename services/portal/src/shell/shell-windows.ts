import { withChapter } from '../i18n/locale.js';
import { nouns } from '../nouns/nouns.js';

/** What opens above any page, each loaded apart from the first view. */
export const shellWindows = {
  bell: async () => ({ default: (await withChapter('home', () => import('../notifications/bell.js'))).Bell }),
  userMenu: async () => ({ default: (await import('./user-menu.js')).UserMenu }),
  palette: async () => ({ default: (await import('../command/palette.js')).Palette }),
  help: async () => ({ default: (await import('../command/help-sheet.js')).HelpSheet }),
  ask: async () => ({ default: (await withChapter('assist', () => import('../assist/ask-panel.js'))).AskPanel }),
  tour: async () => ({ default: (await import('../tour/tour.js')).Tour }),
  sessionOver: async () => ({ default: (await import('./session-over-dialog.js')).SessionOverDialog }),
};

/** What is needed sooner or later, and must be there when the line is broken. */
const later: readonly (() => Promise<unknown>)[] = [
  ...Object.values(shellWindows),
  () => import('../record/record.page.js'),
  ...nouns.map(({ load }) => load),
  () => import('../create/create-dialog.js'),
  () => import('../list/cell-editor.js'),
  () => import('@mantine/notifications'),
];

/** Once the page has come to rest, loads what it will need next. */
export function fetchAhead(): () => void {
  const timer = window.setTimeout(() => later.forEach((load) => void load().catch(() => undefined)), 1_500);
  return () => window.clearTimeout(timer);
}
