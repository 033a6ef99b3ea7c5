/** Where the page of a record is. */
export function recordPath({ path }: { readonly path: `/${string}` }, id: string): `/${string}` {
  return `${path}/${encodeURIComponent(id)}`;
}
