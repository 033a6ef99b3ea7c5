import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Most that somebody may have to load before their list stands there, compressed; fonts come beside and text does not wait for them. */
const mostBytes = 250_000;
/** What the first view needs: the portal’s page, a list, and one language. */
const firstView = ['index.html', 'src/list/noun.page.tsx', 'src/nouns/contact.noun.ts', 'src/i18n/ru.ts'];

interface Part {
  readonly type: 'chunk' | 'asset';
  readonly fileName: string;
}

interface Chunk extends Part {
  readonly type: 'chunk';
  readonly code: string;
  readonly facadeModuleId: string | null;
  readonly imports: readonly string[];
}

/** Refuses a build whose first view has grown too heavy. */
export function firstLoadLimit(): Plugin {
  return {
    name: 'first-load-limit',
    writeBundle(_options, bundle) {
      const parts = Object.values(bundle) as unknown as readonly (Chunk | (Part & { readonly type: 'asset'; readonly source: string | Uint8Array }))[];
      const chunks = parts.filter((part): part is Chunk => part.type === 'chunk');
      const isFirst = ({ facadeModuleId }: Chunk) => firstView.some((path) => facadeModuleId?.endsWith(path));
      const needed = withImports(chunks.filter(isFirst), new Map(chunks.map((chunk) => [chunk.fileName, chunk])));
      const styles = parts.flatMap((part) => (part.type === 'asset' && /index-.*\.css$/.test(part.fileName) ? [part.source] : []));
      const bytes = [...[...needed].map(({ code }) => code), ...styles].reduce((sum, text) => sum + gzipSync(text).length, 0);
      const said = `first load: ${Math.round(bytes / 1000)} kB of ${mostBytes / 1000} kB, gzip`;
      if (bytes > mostBytes) this.error(`${said}. Load what the first list does not need when it is needed (lazy), or leave it out.`);
      this.info(said);
    },
  };
}

function withImports(first: readonly Chunk[], all: ReadonlyMap<string, Chunk>): ReadonlySet<Chunk> {
  const found = new Set<Chunk>();
  const add = (chunk: Chunk | undefined) => {
    if (!chunk || found.has(chunk)) return;
    found.add(chunk);
    for (const name of chunk.imports) add(all.get(name));
  };
  for (const chunk of first) add(chunk);
  return found;
}
