/** The page with the part between its markers (`<!-- settings:begin -->`, `<!-- settings:end -->`) replaced. Throws when it has none. @param {string} page @param {string} name @param {string} part */
export function between(page, name, part) {
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`README.md has no ${begin} … ${end}`);
  return `${page.slice(0, from + begin.length)}\n${part}\n${page.slice(to)}`;
}
