/**
 * Shows what is going on: one line a step. A terminal gets a spinner and the seconds, a pipe gets plain lines and a sign of life now and then.
 * @typedef {{ write(text: string): unknown, isTTY?: boolean }} Screen
 * @typedef {(doing: string) => void} Say tells what the step is at
 * @typedef {{ run<T>(name: string, work: (say: Say) => Promise<T> | T, done?: (result: T) => string): Promise<T> }} Steps
 */
const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const signOfLifeMs = 15_000;
const eraseLine = '\r\x1b[2K';

/** Seconds as people read them: `0.4 s`, `12 s`, `2 min 5 s`. @param {number} ms */
export function elapsed(ms) {
  const seconds = Math.round(ms / 1000);
  if (ms < 9950) return `${(ms / 1000).toFixed(1)} s`;
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** One finished step. @param {string} mark @param {string} name @param {string} note @param {number} ms */
export function line(mark, name, note, ms) {
  return `${mark} ${name.padEnd(12)} ${[note, ms >= 100 ? elapsed(ms) : ''].filter(Boolean).join('  ')}`.trimEnd() + '\n';
}

/** @param {Screen} screen @param {() => number} [now] milliseconds @returns {Steps} */
export function stepsOn(screen, now = Date.now) {
  return {
    async run(name, work, done = () => '') {
      const view = screen.isTTY ? spinner(screen, name, now) : plain(screen, name, now);
      const began = now();
      try {
        const result = await work(view.say);
        view.end(line('✓', name, done(result), now() - began));
        return result;
      } catch (error) {
        view.end(line('✗', name, 'failed', now() - began));
        throw error;
      }
    },
  };
}

/** @param {Screen} screen @param {string} name @param {() => number} now */
function spinner(screen, name, now) {
  const began = now();
  let turn = 0;
  let doing = '';
  const draw = () => screen.write(eraseLine + line(frames[turn++ % frames.length] ?? '', name, doing, now() - began).trimEnd());
  const timer = setInterval(draw, 100);
  return {
    /** @type {Say} */
    say: (text) => {
      doing = text;
      draw();
    },
    /** @param {string} text */
    end: (text) => {
      clearInterval(timer);
      screen.write(eraseLine + text);
    },
  };
}

/** @param {Screen} screen @param {string} name @param {() => number} now */
function plain(screen, name, now) {
  const began = now();
  let doing = '';
  const timer = setInterval(() => screen.write(line('·', name, doing || 'still at it', now() - began)), signOfLifeMs);
  return {
    /** @type {Say} */
    say: (text) => {
      if (text !== doing) screen.write(line('·', name, text, 0));
      doing = text;
    },
    /** @param {string} text */
    end: (text) => {
      clearInterval(timer);
      screen.write(text);
    },
  };
}
