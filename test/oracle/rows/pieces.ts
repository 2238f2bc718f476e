import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PROGRAMS = join(__dirname, '..', 'programs');

/** A program of calls that do not depend on each other. */
export interface Family {
  name: string;
  /** Imports and the tensors that the calls take. */
  header: string;
  /** A line each. */
  pieces: string[];
}

/** The programs `rows_<family>.py`: imports and definitions, a last empty line, then calls, one a line. */
export const families = (): Family[] =>
  readdirSync(PROGRAMS)
    .filter((name) => /^rows_\w+\.py$/.test(name))
    .map((name) => {
      const text = readFileSync(join(PROGRAMS, name), 'utf8');
      const end = text.lastIndexOf('\n\n');
      return { name, header: text.slice(0, end), pieces: text.slice(end).split('\n').filter(Boolean) };
    });

/** A generator of numbers in [0, 1): Mulberry32. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Integers that stand alone: not in names, decimal fractions or strings. */
const INTEGER = /(?<![\w.'"-])-?\d+(?![\w.'"])/g;

/** What an integer may become: its neighbours, small ones, and the other end of an axis. */
const others = (value: number): number[] => [value + 1, value - 1, value * 2, 0, 1, 2, 3, 4, 5, -1, -2];

/** A piece with one or two of its integers changed; most of them crash or mean something else. */
export function changed(piece: string, next: () => number): string {
  const at = piece.indexOf('=');
  const count = [...piece.slice(at).matchAll(INTEGER)].length;
  if (count === 0) return piece;
  const chosen = new Set(Array.from({ length: 1 + Math.floor(next() * 2) }, () => Math.floor(next() * count)));
  let i = 0;
  const after = piece.slice(at).replace(INTEGER, (text) => {
    const options = others(Number(text));
    return chosen.has(i++) ? String(options[Math.floor(next() * options.length)]!) : text;
  });
  return piece.slice(0, at) + after;
}
