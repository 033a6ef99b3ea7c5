const local = /^[^\s\p{Cc}@"(),:;<>[\]\\.]+(?:\.[^\s\p{Cc}@"(),:;<>[\]\\.]+)*$/u;
const domain = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;

/**
 * An address as it is kept: lower case, the domain in ASCII (`почта.рф` becomes `xn--80a1acny.xn--p1ai`); nothing when it is not an address.
 * Quoted local parts and addresses by IP number are refused: no mail that people use has them.
 */
export function normalEmail(text: string): string | undefined {
  const at = text.lastIndexOf('@');
  if (at < 1) return undefined;
  const name = text.slice(0, at).toLowerCase().normalize('NFC');
  const host = asciiDomain(text.slice(at + 1));
  if (host === undefined || !local.test(name) || !domain.test(host)) return undefined;
  return `${name}@${host}`;
}

function asciiDomain(text: string): string | undefined {
  const lower = text.toLowerCase();
  if (/^[a-z0-9.-]*$/.test(lower)) return lower;
  if (/[\s\p{Cc}/?#@:\\%]/u.test(lower)) return undefined;
  return URL.parse(`http://${lower}`)?.hostname;
}
