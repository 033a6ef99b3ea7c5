// Lets Node run the repository's TypeScript as it stands, without a build: node --import ./deploy/checks/source.mjs file.ts
import { transformSync } from '@swc/core';
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

const options = JSON.parse(readFileSync(new URL('../../.swcrc', import.meta.url), 'utf8'));

registerHooks({
  resolve(specifier, context, next) {
    const written = /^\.{1,2}\/.*\.js$/.test(specifier) && context.parentURL ? new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL) : undefined;
    const found = written && existsSync(written) ? written.href : specifier;
    return next(found, { ...context, conditions: [...context.conditions, 'source'] });
  },
  load(url, context, next) {
    if (!url.endsWith('.ts') || url.includes('/node_modules/')) return next(url, context);
    const file = fileURLToPath(url);
    const { code } = transformSync(readFileSync(file, 'utf8'), { ...options, filename: file, swcrc: false, sourceMaps: 'inline' });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
