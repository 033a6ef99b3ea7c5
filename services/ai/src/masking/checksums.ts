/** Whether digits are a card number: 13 to 19 of them, with Luhn's check digit. */
export function isCard(digits: string): boolean {
  if (digits.length < 13 || digits.length > 19 || /^(\d)\1+$/.test(digits)) return false;
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at]);
    const doubled = at % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Whether a text is an IBAN (ISO 13616: rest 1 modulo 97). */
export function isIban(text: string): boolean {
  const iban = text.replaceAll(/[\s-]/g, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false;
  let rest = 0;
  for (const letter of iban.slice(4) + iban.slice(0, 4)) for (const digit of String(Number.parseInt(letter, 36))) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}

const innTen = [2, 4, 10, 3, 5, 9, 4, 6, 8];
const innEleven = [7, ...innTen];
const innTwelve = [3, ...innEleven];

/** Whether digits are a Russian taxpayer number, of a company (10) or a person (12). */
export function isInn(digits: string): boolean {
  const control = (weights: readonly number[]) => (weights.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0) % 11) % 10;
  if (/^0+$/.test(digits)) return false;
  if (digits.length === 10) return control(innTen) === Number(digits[9]);
  return digits.length === 12 && control(innEleven) === Number(digits[10]) && control(innTwelve) === Number(digits[11]);
}

/** Whether digits are a Russian pension insurance number. */
export function isSnils(digits: string): boolean {
  if (digits.length !== 11 || /^0+$/.test(digits)) return false;
  const sum = Array.from(digits.slice(0, 9), Number).reduce((total, digit, at) => total + digit * (9 - at), 0);
  const control = sum % 101 === 100 ? 0 : sum % 101;
  return control === Number(digits.slice(9));
}
