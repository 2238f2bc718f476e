/** Broken programs: a text is changed by characters, lines or tokens, as a seed draws. */
export type Draw = () => number;

/** Numbers below 1 from a seed: mulberry32, by Tommy Ettinger. */
export function drawing(seed: number): Draw {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const pick = <T>(list: readonly T[], draw: Draw): T => list[Math.floor(draw() * list.length)]!;

type Mutation = (text: string, draw: Draw) => string;

const PIECES = ['(', ')', '[', ']', '{', '}', ':', '"""', "'", '`', '\\', '\n', '\r', '\t', '  ', '\ud800', '😀', '\ufeff', '\0', '*', 'def ', '%time x', '-1', '#', '//', '/*']; // prettier-ignore

const at = (text: string, draw: Draw): number => Math.floor(draw() * (text.length + 1));

/** A cut loses no more than that, so that something is left to be wrong. */
const MAX_CUT = 200;

const BY_CHARACTERS: readonly Mutation[] = [
  (text, draw) => text.slice(0, at(text, draw)),
  (text, draw) => {
    const [from, to] = [at(text, draw), at(text, draw)].sort((a, b) => a - b) as [number, number];
    return text.slice(0, from) + text.slice(Math.min(to, from + MAX_CUT));
  },
  (text, draw) => {
    const place = at(text, draw);
    return text.slice(0, place) + pick(PIECES, draw) + text.slice(place);
  },
  (text, draw) => {
    const lines = text.split('\n');
    const [a, b] = [Math.floor(draw() * lines.length), Math.floor(draw() * lines.length)];
    return lines.with(a, lines[b]!).with(b, lines[a]!).join('\n');
  },
];

/** Names, numbers, strings, and every other character by itself. */
const TOKEN = /[A-Za-z_]\w*|\d[\w.]*|"[^"\n]*"|'[^'\n]*'|\S/g;

/** What a program is least ready for where it expects something. */
const EXTREMES = ['0', '-1', '1e308', '9007199254740993', '10**30', '0.5', 'None', 'null', '()', '[]', '""', 'self', 'x', 'lambda: 0', '*args', '...']; // prettier-ignore

/** Puts something else in the place of a token. */
const replaced =
  (other: (tokens: readonly string[], draw: Draw, token: string) => string): Mutation =>
  (text, draw) => {
    const tokens = [...text.matchAll(TOKEN)];
    if (tokens.length === 0) return text;
    const { 0: token, index } = pick(tokens, draw);
    const by = other(
      tokens.map(([each]) => each),
      draw,
      token,
    );
    return text.slice(0, index) + by + text.slice(index + token.length);
  };

const BY_TOKENS: readonly Mutation[] = [
  replaced(() => ''),
  replaced((_, __, token) => `${token} ${token}`),
  replaced((tokens, draw) => pick(tokens, draw)),
  replaced((_, draw) => pick(EXTREMES, draw)),
  replaced((_, __, token) => `(${token})`),
];

/** One to four changes, one on the other: of characters in one half of the mutants, of tokens in the other. */
export function mutated(text: string, draw: Draw): string {
  const mutations = draw() < 0.5 ? BY_CHARACTERS : BY_TOKENS;
  let changed = text;
  for (let i = 0; i <= draw() * 3; i++) changed = pick(mutations, draw)(changed, draw);
  return changed;
}
