/** A stretch of an article that is found and cited as one. */
export interface Passage {
  /** From 1. */
  readonly number: number;
  /** The heading that it stands under; empty above the first. */
  readonly heading: string;
  readonly sentences: readonly string[];
}

/** About so many words make a passage. */
const wanted = 120;
const listMark = /^\s*(?:[-*+]|\d+[.)])\s+/;
/** A full stop after these ends nothing. */
const abbreviated = /(?:^|[\s(«"])(?:т\. ?е|т\. ?д|т\. ?п|и др|руб|тыс|млн|ул|д|г|см|рис|e\.g|i\.e|etc|no|No|approx|Mr|Mrs|Dr|min|max)\.$/u;

/** An article in passages of about 120 words; none goes across a heading, none ends inside a sentence. */
export function passagesOf(body: string): Passage[] {
  const passages: Passage[] = [];
  let heading = '';
  let taken: string[] = [];
  const end = () => {
    if (taken.length > 0) passages.push({ number: passages.length + 1, heading, sentences: taken });
    taken = [];
  };
  for (const line of body.split('\n')) {
    const title = /^#{1,6}\s+(.*)$/.exec(line.trim());
    if (title) {
      end();
      heading = title[1]!.trim();
      continue;
    }
    for (const sentence of sentencesOf(line)) {
      const words = wordCount(taken) + wordCount([sentence]);
      if (taken.length > 0 && words > wanted * 1.25) end();
      taken.push(sentence);
      if (wordCount(taken) >= wanted) end();
    }
  }
  end();
  return passages;
}

/** The sentences of a line; the mark of a list is none of them. */
export function sentencesOf(line: string): string[] {
  const sentences: string[] = [];
  for (const piece of line
    .replace(listMark, '')
    .trim()
    .split(/(?<=[.!?…][»”"')]?)\s+(?=[\p{Lu}\d«“"(])/u)) {
    const before = sentences.at(-1);
    if (before !== undefined && abbreviated.test(before)) sentences[sentences.length - 1] = `${before} ${piece}`;
    else if (piece) sentences.push(piece);
  }
  return sentences;
}

/** How many words stand in some texts. */
export function wordCount(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0), 0);
}
