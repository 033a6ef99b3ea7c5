import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
const flags = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
/** Beside the other fetched tools, outside of git. */
const toolsFolder = join(import.meta.dirname, '../../.tools/chromium');
const fetchedVersion = '147.0.2';

interface FetchedChromium {
  readonly default: { readonly args: string[]; executablePath(): Promise<string> };
}

/** The machine's own Chromium; where there is none, the one that npm delivers, fetched once. */
export async function openChromium(): Promise<Browser> {
  const own = places.find((place) => existsSync(place));
  if (own) return chromium.launch({ executablePath: own, args: flags });
  const fetched = await fetchedChromium();
  return chromium.launch({ executablePath: await fetched.executablePath(), args: [...fetched.args, ...flags] });
}

async function fetchedChromium(): Promise<FetchedChromium['default']> {
  const manifest = join(toolsFolder, 'package.json');
  if (!existsSync(join(toolsFolder, 'node_modules/@sparticuz/chromium'))) {
    mkdirSync(toolsFolder, { recursive: true });
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--prefix', toolsFolder, `@sparticuz/chromium@${fetchedVersion}`], { stdio: 'ignore' });
  }
  const entry = createRequire(manifest).resolve('@sparticuz/chromium');
  return ((await import(pathToFileURL(entry).href)) as FetchedChromium).default;
}
