import type { PostalAddress } from '../nouns/noun.js';

/** An address in one line, the widest part first, as post offices in Russia read it. */
export function addressLine({ postalCode, country, region, city, street }: PostalAddress): string {
  return [postalCode, country, region, city, street].filter(Boolean).join(', ');
}

/** Addresses as they are written: without those left blank, without space around. */
export function writtenAddresses(addresses: readonly PostalAddress[]): readonly PostalAddress[] {
  const trimmed = addresses.map(({ label, country, postalCode, region, city, street }) => {
    const said = Object.entries({ label, country: country?.toUpperCase(), postalCode, region, city, street }).map(([name, part]) => [name, part?.trim()]);
    return Object.fromEntries(said.filter(([, part]) => part)) as PostalAddress;
  });
  return trimmed.filter((address) => addressLine(address) !== '');
}
