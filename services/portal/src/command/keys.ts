const isMac = /mac|iphone|ipad/i.test(globalThis.navigator?.platform ?? '');

/** A key press as shortcuts name it. Letters go by their place on the keyboard, so that they are the same in every script. */
export function strokeOf({ key, code, ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey'>): string {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  const name = letter?.toLowerCase() ?? key;
  return `${ctrlKey || metaKey ? 'mod+' : ''}${altKey ? 'alt+' : ''}${name}`;
}

/** Whether the keys are pressed with none held down: such shortcuts can be switched off. */
export function isPlain(keys: string): boolean {
  return !keys.includes('+');
}

/** The keys as they are printed on a keyboard. */
export function shownKeys(keys: string): readonly string[] {
  return keys.split(/[ +]/).map((key) => (key === 'mod' ? (isMac ? '⌘' : 'Ctrl') : key.length === 1 ? key.toUpperCase() : key));
}

/** What of these shortcuts the strokes complete, begin, or neither. */
export function matchOf(strokes: string, all: readonly string[]): 'whole' | 'begun' | 'none' {
  if (all.includes(strokes)) return 'whole';
  return all.some((keys) => keys.startsWith(`${strokes} `)) ? 'begun' : 'none';
}
