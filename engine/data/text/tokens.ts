/** Text in pieces → tokens: its characters, or its words and marks. */

export type Level = 'characters' | 'words';
export type Visit = (token: string) => void;

/** Reads pieces of a text; what the last piece cuts in two is kept for the next. */
export interface Tokenizer {
  push(piece: string, visit: Visit): void;
  finish(visit: Visit): void;
}

/** Pieces are whole characters (Unicode's code points), as a decoder gives them. */
const characters = (): Tokenizer => ({
  push(piece, visit) {
    for (const character of piece) visit(character);
  },
  finish: () => undefined,
});

/** Letters and digits, with apostrophes and hyphens between them; ends of lines; each other mark for itself. */
const WORD = /[\p{L}\p{M}\p{N}_]+(?:['’-][\p{L}\p{M}\p{N}_]+)*|\n|[^\s]/gu;

/** A text without a blank for so long has no words: it is cut where it is. */
const MAX_WORD = 2 ** 16;

function words(): Tokenizer {
  let rest = '';
  const give = (text: string, visit: Visit): void => {
    for (const [word] of text.matchAll(WORD)) visit(word);
  };
  return {
    push(piece, visit) {
      const text = rest + piece;
      const end = Math.max(text.lastIndexOf(' '), text.lastIndexOf('\n')) + 1;
      const whole = end === 0 && text.length > MAX_WORD ? text.length : end;
      give(text.slice(0, whole), visit);
      rest = text.slice(whole);
    },
    finish(visit) {
      give(rest, visit);
    },
  };
}

/** By level, a new tokenizer. */
export const tokenizers: Record<Level, () => Tokenizer> = { characters, words };
