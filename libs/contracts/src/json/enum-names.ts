import type { DescEnum } from '@bufbuild/protobuf';

/** An enum as the API writes it: lower-case names without the type's prefix. The zero value has no name: it is the absent choice. */
export interface EnumNames {
  readonly numberOf: ReadonlyMap<string, number>;
  readonly nameOf: ReadonlyMap<number, string>;
  /** Names in the order of the contract. */
  readonly names: readonly string[];
}

const known = new WeakMap<DescEnum, EnumNames>();

/** `STANDING_CUSTOMER` is `customer`. */
export function enumNames(desc: DescEnum): EnumNames {
  let names = known.get(desc);
  if (!names) {
    const pairs = desc.values.filter((value) => value.number !== 0).map((value) => [value.localName.toLowerCase(), value.number] as const);
    names = {
      numberOf: new Map(pairs),
      nameOf: new Map(pairs.map(([name, number]) => [number, name])),
      names: pairs.map(([name]) => name),
    };
    known.set(desc, names);
  }
  return names;
}
