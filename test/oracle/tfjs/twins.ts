import { readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { Source } from './run';

const PROGRAMS = join(__dirname, 'workspace');
const TWINS = join(__dirname, 'twins');

/** One program in TensorFlow.js and in Keras, with the same sizes in the same order and the same names of variables. */
export interface Pair {
  tfjs: Source;
  keras: Source;
}

const read = (folder: string, path: string): Source => ({ path, text: readFileSync(join(folder, path), 'utf8') });

/** The twins of those programs that have one. */
export function pairs(): Pair[] {
  const programs = new Map(readdirSync(PROGRAMS).map((path) => [basename(path, extname(path)), path]));
  return readdirSync(TWINS).map((path) => ({
    keras: read(TWINS, path),
    tfjs: read(PROGRAMS, programs.get(basename(path, '.py'))!),
  }));
}

/** Whole numbers that stand alone and are not negative. */
const SIZE = /(?<![\w.-])\d+(?![\w.])/g;

export const sizesIn = ({ text }: Source): number[] => [...text.matchAll(SIZE)].map(([size]) => Number(size));

/** A pair with one number changed in both. */
export interface Change extends Pair {
  told: string;
}

/** Every number one more, and one less where something is left. */
export const changesOf = (pair: Pair): Change[] =>
  sizesIn(pair.tfjs).flatMap((size, i) =>
    [size + 1, ...(size > 1 ? [size - 1] : [])].map((other) => ({
      tfjs: changed(pair.tfjs, i, other),
      keras: changed(pair.keras, i, other),
      told: `${pair.keras.path}, number ${i + 1}: ${size} → ${other}`,
    })),
  );

function changed({ path, text }: Source, place: number, size: number): Source {
  let i = 0;
  return { path, text: text.replace(SIZE, (before) => (i++ === place ? String(size) : before)) };
}

/** `encoderInput` → `encoder_input` */
export const snake = (name: string): string => name.replace(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
