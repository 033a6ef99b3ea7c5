const quoted = /\$(\w*)\$[\s\S]*?\$\1\$|(?:\b[EeBbXxNn])?'(?:[^'\\]|''|\\[\s\S])*'/g;
const commented = /\/\*[\s\S]*?\*\/|--[^\n]*/g;
const numeric = /(?<![\w$.])\d+(?:\.\d+)?\b/g;
const longestStatement = 2_000;

/** SQL without the values that were written into it: literals and numbers become `?`, comments go. Placeholders (`$1`) stay. */
export function statementText(sql: string): string {
  return sql.replace(quoted, '?').replace(commented, '').replace(numeric, '?').replace(/\s+/g, ' ').trim().slice(0, longestStatement);
}
