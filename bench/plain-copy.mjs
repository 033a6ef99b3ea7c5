import { crowd } from './loader.mjs';
import { peopleFrom, take } from './people.mjs';
import { randomFrom } from './random.mjs';

/** Search as one would write it without encryption: one column of text under a trigram index. The copy lives in a schema of its own. */
export const plainSearch = 'select id, name, email, phone from bench_plain.people where search ilike $1 limit 10';

/** Makes the copy of a loaded house's contacts in the clear. @param {import('./floor.mjs').Floor} floor @param {number} count */
export async function makePlainCopy(floor, count) {
  await floor.script([
    'drop schema if exists bench_plain cascade',
    'create schema bench_plain',
    `create table bench_plain.people
    (id bigint generated always as identity primary key, name text not null, email text not null, phone text not null, search text not null)`,
  ]);
  const people = peopleFrom(crowd);
  for (let done = 0; done < count; done += 5000) {
    const rows = take(people, Math.min(5000, count - done)).map(({ familyName, givenName, email, phone }) => [`${familyName} ${givenName}`, email, phone]);
    const columns = [0, 1, 2].map((at) => rows.map((row) => row[at]));
    await floor.ask(
      `insert into bench_plain.people (name, email, phone, search)
      select n, e, p, n || ' ' || e || ' ' || p from unnest($1::text[], $2::text[], $3::text[]) as t (n, e, p)`,
      [columns],
    );
  }
  await floor.script(['create index people_search on bench_plain.people using gin (search gin_trgm_ops)', 'vacuum analyze bench_plain.people']);
}

/** What somebody might type to find one of them: beginnings of names, addresses and numbers. @param {number} count of contacts @param {number} wanted */
export function typedHits(count, wanted) {
  const random = randomFrom(7);
  const everybody = take(peopleFrom(crowd), Math.min(count, 10_000));
  return Array.from({ length: wanted }, (_, at) => {
    const { familyName, givenName, email, phone } = random.pick(everybody);
    return (
      [familyName.slice(0, 3), familyName.slice(0, 5), familyName, `${familyName} ${givenName.slice(0, 2)}`, email.slice(0, 6), phone.slice(0, 10)][at % 6] ??
      ''
    );
  });
}

/** What nobody is called, in no spelling and on no keyboard layout. @param {number} wanted */
export function typedMisses(wanted) {
  const random = randomFrom(11);
  return Array.from({ length: wanted }, (_, at) => {
    const start = random.pick(at % 2 ? ['нпк', 'кпн', 'рнв', 'внр'] : ['qxz', 'zxq', 'xqz', 'qzx']);
    return start + Array.from({ length: random.below(4) }, () => random.pick(at % 2 ? ['та', 'ни', 'ка'] : ['ta', 'ni', 'ka'])).join('');
  });
}
