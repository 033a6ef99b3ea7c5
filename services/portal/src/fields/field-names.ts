import { keyFor, type Say } from '../i18n/text.js';

/** Fields by their names for people; the tenant's own by their keys. */
export function fieldNames(names: readonly string[], say: Say): string[] {
  return names
    .filter((name) => name !== '' && name !== 'updated_at')
    .map((name) => {
      const key = keyFor('field', name);
      return key ? say(key).toLowerCase() : name.replace(/^custom\./, '');
    });
}
