import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser } from 'playwright-core';
import { inTurn } from '../../deploy/local/turn.mjs';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
const flags = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
/** Beside the other fetched tools, outside of git. */
const toolsFolder = join(import.meta.dirname, '../../.tools/chromium');
const fetchedVersion = '147.0.2';

interface FetchedChromium {
  readonly default: { executablePath(): Promise<string> };
}

/** The machine's own Chromium; where there is none, the one that npm delivers, fetched once. */
export async function openChromium(): Promise<Browser> {
  const own = places.find((place) => existsSync(place));
  // What the package proposes as arguments is for one page in one process: a second visitor would end it.
  return chromium.launch({ executablePath: own ?? (await inTurn(join(toolsFolder, '.turn'), fetchedChromium)), args: flags });
}

/** Fetches and unpacks it once; specs that run side by side wait for one another. */
async function fetchedChromium(): Promise<string> {
  const manifest = join(toolsFolder, 'package.json');
  if (!existsSync(join(toolsFolder, 'node_modules/@sparticuz/chromium'))) {
    mkdirSync(toolsFolder, { recursive: true });
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--prefix', toolsFolder, `@sparticuz/chromium@${fetchedVersion}`], { stdio: 'ignore' });
  }
  const entry = createRequire(manifest).resolve('@sparticuz/chromium');
  const { default: fetched } = (await import(pathToFileURL(entry).href)) as FetchedChromium;
  return fetched.executablePath();
}
