import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const start = join(import.meta.dirname, 'index.ts');

/** Every module that the client loads while running, ours as paths, others by name; imports of types alone are gone by then. */
function loadedFrom(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const source = readFileSync(file, 'utf8');
  for (const [, clause = '', specifier = ''] of source.matchAll(/^(?:import|export)\s([^;]*?)\sfrom\s+['"]([^'"]+)['"];/gms)) {
    if (/^type\s/.test(clause)) continue;
    if (specifier.startsWith('.')) loadedFrom(join(dirname(file), specifier.replace(/\.js$/, '.ts')), seen);
    else seen.add(specifier);
  }
  return seen;
}

describe('the client in a browser', () => {
  it('loads nothing but its own modules and protobuf', () => {
    const loaded = [...loadedFrom(start)];
    expect(loaded.filter((each) => each.endsWith('.ts')).length).toBeGreaterThan(10);
    expect(new Set(loaded.filter((each) => !each.endsWith('.ts')))).toEqual(
      new Set(['@bufbuild/protobuf', '@bufbuild/protobuf/codegenv2', '@bufbuild/protobuf/wire', '@bufbuild/protobuf/wkt']),
    );
  });

  it('uses no global that a browser lacks', () => {
    const own = [...loadedFrom(start)].filter((each) => each.endsWith('.ts') && !each.includes('/gen/'));
    for (const file of own) expect(readFileSync(file, 'utf8')).not.toMatch(/\b(?:Buffer|process|require|__dirname)\b[.([]/);
  });
});
