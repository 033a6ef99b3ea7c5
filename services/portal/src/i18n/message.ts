/** A sentence with `{names}` for what is put in; or one for each plural category of `{n}`. */
export type Message = string | (Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string });

/** What is put into a sentence. */
export type Params = Readonly<Record<string, string | number>>;

/** The sentence in its language, with its places filled. */
export function said(message: Message, locale: string, params: Params = {}): string {
  const form = typeof message === 'string' ? message : (message[new Intl.PluralRules(locale).select(Number(params['n']))] ?? message.other);
  return form.replace(/\{(\w+)\}/g, (_place, name: string) => {
    const value = params[name];
    return typeof value === 'number' ? value.toLocaleString(locale) : (value ?? '');
  });
}
