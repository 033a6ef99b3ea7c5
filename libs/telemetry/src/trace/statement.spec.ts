import { expect, it } from '@jest/globals';
import { statementText } from './statement.js';

it.each([
  ['select * from contacts where id = $1 and tenant_id = $2', 'select * from contacts where id = $1 and tenant_id = $2'],
  ["select set_config('app.tenant', 'acme', true)", 'select set_config(?, ?, true)'],
  ["insert into t values ('O''Hara', E'it\\'s', 42, 3.5)", 'insert into t values (?, ?, ?, ?)'],
  ['select $body$Zebulon $1$body$, $$Quux$$', 'select ?, ?'],
  ['select 1 -- for Zebulon\nfrom t /* Quux */', 'select ? from t'],
  ['select token_1 from t2 limit 50', 'select token_1 from t2 limit ?'],
])('%s is kept as %s', (sql, kept) => {
  expect(statementText(sql)).toBe(kept);
});
