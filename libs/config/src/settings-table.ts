import type { Setting } from './setting.js';
import { everySetting } from './settings.table.js';

/** README's table of settings, in Markdown. */
export function settingsTable(): string {
  const rows = everySetting().map(([, setting]) => `| ${nameOf(setting)} | ${defaultOf(setting)} | ${meaningOf(setting)} |`);
  return ['| setting | default | what it is |', '|---|---|---|', ...rows].join('\n');
}

function nameOf({ variable, secret }: Setting<unknown>): string {
  return secret ? `\`${variable}\` or \`${variable}_FILE\`` : `\`${variable}\``;
}

function defaultOf({ fallback, fallbackWords }: Setting<unknown>): string {
  if (fallbackWords) return fallbackWords;
  if (fallback === undefined) return '–';
  return typeof fallback === 'boolean' ? (fallback ? '`on`' : '`off`') : `\`${String(fallback)}\``;
}

function meaningOf({ says, switchesTo, kind }: Setting<unknown>): string {
  const switched = switchesTo ? ` Switches to ${switchesTo}.` : '';
  return `${says}${switched} Takes ${kind.expects}.`.replaceAll('|', '\\|');
}
