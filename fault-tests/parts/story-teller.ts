import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { root } from '../../deploy/local/places.mjs';

const longestMs = 10 * 60_000;

/** `npm run story` against a house, as a person would run it. */
export class StoryTeller {
  /** What it printed. */
  readonly lines: string[] = [];
  /** `whole`, or what it ended with. */
  readonly ended: Promise<string>;
  private isOver = false;

  /** @param data the door's data folder */
  constructor(data: string) {
    const source = pathToFileURL(join(root, 'deploy/checks/source.mjs')).href;
    const { PATH, HOME } = process.env;
    const child = spawn(process.execPath, ['--import', source, join(root, 'deploy/local/story.mjs')], {
      env: { PATH, HOME, RAPPORT_DATA: data },
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: longestMs,
      killSignal: 'SIGKILL',
    });
    for (const stream of [child.stdout, child.stderr]) createInterface(stream).on('line', (line) => this.lines.push(line));
    this.ended = new Promise((resolve) =>
      child.once('close', (code) => {
        this.isOver = true;
        resolve(
          code === 0
            ? 'whole'
            : this.lines
                .filter((line) => line.trim())
                .slice(-6)
                .join(' | '),
        );
      }),
    );
  }

  /** Times that it asked again because nobody answered. */
  get askedAgain(): number {
    return this.lines.filter((line) => line.trim().startsWith('asked again:')).length;
  }

  /** Waits until it prints a line with this beginning; false when it ends without. */
  async comesTo(beginning: string): Promise<boolean> {
    const isThere = () => this.lines.some((line) => line.startsWith(beginning));
    while (!isThere() && !this.isOver) await pause(10);
    return isThere();
  }
}
