import { unknownInteger } from '../domain/dimension';
import type { Value } from './value';

type Kind = Extract<Value['kind'], 'integer' | 'float'>;

/** Entries under keys that are not known, whose values are all numbers: a vocabulary, `{word: i for i, word in …}`. */
export class Numbers {
  constructor(readonly kind: Kind) {}

  /** One of them, another at every reading. */
  read(): Value {
    return this.kind === 'integer' ? { kind: 'integer', value: unknownInteger() } : { kind: 'float', value: undefined };
  }
}

/** Made once, so that equal contents are one. */
const NUMBERS = new Map<string, Numbers>((['integer', 'float'] as const).map((kind) => [kind, new Numbers(kind)]));

/** Numbers of the kind that all are; undefined where some are none. */
export function numbersOf([first, ...rest]: readonly Value['kind'][]): Numbers | undefined {
  return first && rest.every((kind) => kind === first) ? NUMBERS.get(first) : undefined;
}
