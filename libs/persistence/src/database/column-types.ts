import pg from 'pg';

const int8 = 20;
const int8Array = 1016;
const date = 1082;
const dateArray = 1182;

type Parser = (text: string) => unknown;

function arrayOf(item: (text: string) => unknown): Parser {
  return (text) =>
    text === '{}'
      ? []
      : text
          .slice(1, -1)
          .split(',')
          .map((part) => (part === 'NULL' ? null : item(part)));
}

const own: Readonly<Record<number, Parser>> = {
  [int8]: BigInt,
  [int8Array]: arrayOf(BigInt),
  [date]: (text) => text,
  [dateArray]: arrayOf((text) => text),
};

/** How columns become values: `bigint` as bigint, also in arrays; `date` stays the text `YYYY-MM-DD`; the rest as `pg` has it. Per pool, nothing global. */
export const columnTypes = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : own[oid]) ?? pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};
