/** Ends the program with one sentence for a person and an exit code; anything else that is thrown is a defect and shows its stack. */
export class Stop extends Error {
  /** @param {string} sentence @param {number} [exitCode] */
  constructor(sentence, exitCode = 1) {
    super(sentence);
    this.name = 'Stop';
    this.exitCode = exitCode;
  }
}

/** Runs a whole program and leaves its number, or the sentence it stopped with, behind. @param {() => Promise<number>} program */
export async function runToExit(program) {
  try {
    process.exitCode = await program();
  } catch (error) {
    const sentence = error instanceof Stop ? error.message : String(error instanceof Error ? error.stack : error);
    process.stderr.write(`\n${sentence}\n`);
    process.exitCode = error instanceof Stop ? error.exitCode : 1;
  }
}
