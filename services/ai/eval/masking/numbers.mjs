/** @typedef {() => number} Roll */

/** Contact points and links as people write them. @param {Roll} roll @param {string} language */
export function structured(roll, language) {
  const digit = () => String(Math.floor(roll() * 10));
  const digits = (/** @type {number} */ count) => Array.from({ length: count }, digit).join('');
  const one = (/** @type {readonly string[]} */ of) => of[Math.floor(roll() * of.length)] ?? '';
  const user = () => `${one(['anna', 'j.smith', 'info', 'мария', 'o_neil', 'a+news'])}${one(['', digits(2), `.${digits(1)}`])}`;
  const host = () => `${one(['mail', 'sub.firm', 'почта', 'my-shop'])}.${one(['example', 'example.org', 'рф', 'test'])}`;
  const made = {
    email: () => `${user()}${one(['@', '@', '@', ' [at] ', ' (at) '])}${host()}`,
    link: () => `${one(['https://', 'http://', 'www.'])}${one(['example.org', 'firm.test'])}/${one(['u', 'profile'])}/${digits(4)}?x=${digits(2)}`,
    ru: () => {
      const [area, a, b, c] = [`9${digits(2)}`, digits(3), digits(2), digits(2)];
      return one([
        `+7 (${area}) ${a}-${b}-${c}`,
        `8 ${area} ${a} ${b} ${c}`,
        `+7${area}${a}${b}${c}`,
        `8-${area}-${a}-${b}-${c}`,
        `8(${area})${a}-${b}-${c}`,
        `+7 ${area} ${a} ${b}${c}`,
      ]);
    },
    en: () => {
      const [area, a, b] = [`${one(['2', '3', '4', '7'])}${digits(2)}`, digits(3), digits(4)];
      return one([
        `+44 7${digits(3)} ${digits(6)}`,
        `+1 (${area}) ${a}-${b}`,
        `(${area}) ${a}-${b}`,
        `07${digits(3)} ${digits(6)}`,
        `+1-${area}-${a}-${b}`,
        `+49 30 ${digits(8)}`,
      ]);
    },
  };
  return Array.from({ length: 240 }, (_, at) => [made.email, made.link, language === 'ru' ? made.ru : made.en][at % 3]?.() ?? '');
}

/** Numbers that hold their own checksums: cards, IBANs, Russian taxpayers' and pensioners' numbers, in the groups that people write. @param {Roll} roll */
export function checksummed(roll) {
  const digits = (/** @type {number} */ count) => Array.from({ length: count }, () => Math.floor(roll() * 10)).join('');
  return Array.from({ length: 400 }, (_, at) => [card, iban, inn, snils][at % 4]?.(digits, at % 8 < 4) ?? '');
}

/** @typedef {(count: number) => string} Digits */

/** @param {Digits} digits @param {boolean} grouped */
function card(digits, grouped) {
  const body = `4${digits(14)}`;
  const doubled = (/** @type {number} */ digit) => (digit * 2 > 9 ? digit * 2 - 9 : digit * 2);
  const sum = [...body].toReversed().reduce((total, digit, at) => total + (at % 2 === 0 ? doubled(Number(digit)) : Number(digit)), 0);
  const whole = body + String((10 - (sum % 10)) % 10);
  return grouped ? whole.replaceAll(/(\d{4})(?=\d)/g, '$1 ') : whole;
}

/** @param {Digits} digits @param {boolean} grouped */
function iban(digits, grouped) {
  const account = digits(18);
  const whole = `DE${String(98 - Number(BigInt(`${account}131400`) % 97n)).padStart(2, '0')}${account}`;
  return grouped ? whole.replaceAll(/(.{4})(?=.)/g, '$1 ') : whole;
}

/** @param {Digits} digits @param {boolean} isPerson */
function inn(digits, isPerson) {
  const control = (/** @type {string} */ body, /** @type {number[]} */ weights) =>
    ([...body].reduce((sum, digit, at) => sum + Number(digit) * (weights[at] ?? 0), 0) % 11) % 10;
  if (!isPerson) {
    const body = `7${digits(8)}`;
    return `${body}${control(body, [2, 4, 10, 3, 5, 9, 4, 6, 8])}`;
  }
  const body = `5${digits(9)}`;
  const eleven = `${body}${control(body, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8])}`;
  return `${eleven}${control(eleven, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8])}`;
}

/** @param {Digits} digits @param {boolean} grouped */
function snils(digits, grouped) {
  const body = `1${digits(8)}`;
  const rest = [...body].reduce((sum, digit, at) => sum + Number(digit) * (9 - at), 0) % 101;
  const control = String(rest === 100 ? 0 : rest).padStart(2, '0');
  return grouped ? `${body.slice(0, 3)}-${body.slice(3, 6)}-${body.slice(6)} ${control}` : body + control;
}
