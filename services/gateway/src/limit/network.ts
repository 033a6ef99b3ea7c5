const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;
const groups = 8;
/** A household or an office has this many groups of its own, and any number of addresses below them. */
const ofOneNetwork = 4;

/** Who stands behind an address: an IPv4 address itself, of IPv6 the first 64 bits. */
export function networkOf(address: string): string {
  const four = mapped.exec(address)?.[1];
  if (four !== undefined || !address.includes(':')) return four ?? address;
  const [head = '', tail = ''] = address.toLowerCase().split('%', 1)[0]!.split('::');
  const [first, last] = [head, tail].map((part) => (part === '' ? [] : part.split(':')));
  const zeros = Array.from({ length: Math.max(0, groups - first!.length - last!.length) }, () => '0');
  return [...first!, ...(address.includes('::') ? zeros : []), ...last!]
    .slice(0, ofOneNetwork)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
