/** Draws a program statement by statement; what an op makes of shapes is asked of the op itself, on zeros. */
import * as tf from '@tensorflow/tfjs-core';
import { Random } from '../../engine/data/random';
import { given, type Given, type Kind, type Known } from './given';
import { call, operandsOf, type Argument, type Program, type Statement } from './program';

/** Adds statements to a program, or none where nothing that it has fits. */
export type Phrase = (d: Drawing) => void;

/** A phrase on a value that fits. */
export const on =
  (fits: (value: Known) => boolean, say: (d: Drawing, x: Known) => void): Phrase =>
  (d) => {
    const x = d.value(fits);
    if (x) say(d, x);
  };

/** How much more often late values are taken: programs grow deep. */
const DEPTH = 3;

/** One shape in so many has an axis more than what it broadcasts with. */
const RARE = 1 / 8;

export class Drawing {
  readonly random: Random;
  /** Operands of what comes, in the order of their making. */
  readonly values: Known[] = [];
  readonly variables: Given[] = [];
  readonly #inputs: Given[] = [];
  readonly #statements: Statement[] = [];

  constructor(seed: number) {
    this.random = new Random(seed, 'program');
  }

  get program(): Program {
    return { inputs: this.#inputs, variables: this.variables, statements: this.#statements };
  }

  pick<A>(choices: readonly A[]): A {
    return choices[this.random.integer(choices.length)]!;
  }

  chance(probability = 0.5): boolean {
    return this.random.uniform() < probability;
  }

  /** A whole number, both ends included. */
  among(least: number, most: number): number {
    return least + this.random.integer(most - least + 1);
  }

  value(fits: (value: Known) => boolean): Known | undefined {
    const fitting = this.values.filter(fits);
    return fitting[fitting.length - 1 - Math.floor(this.random.uniform() ** DEPTH * fitting.length)];
  }

  /** A shape that broadcasts to this one: axes of one element, leading ones left out, now and then one more in front. */
  thinner(shape: readonly number[]): number[] {
    const thin = shape.map((length) => (this.chance() ? length : 1));
    return this.chance(RARE) ? [1, ...thin] : thin.slice(this.random.integer(shape.length + 1));
  }

  input(shape: readonly number[], kind?: Kind, scale?: number): Known {
    const input = given(`x${this.#inputs.length}`, shape, kind, scale);
    this.#inputs.push(input);
    return input;
  }

  variable(shape: readonly number[]): void {
    const variable = given(`w${this.variables.length}`, shape);
    this.variables.push(variable);
    this.values.push(variable);
  }

  /** A statement of one result. */
  say(op: string, ...args: Argument[]): Known {
    return this.sayAll(op, ...args)[0]!;
  }

  sayAll(op: string, ...args: Argument[]): Known[] {
    const signatures = tf.tidy(() => {
      const zeros = operandsOf(args).map(({ name, shape, dtype }) => [name, tf.zeros([...shape], dtype)] as const);
      return call(op, args, Object.fromEntries(zeros)).map(({ shape, dtype }) => ({ shape, dtype }));
    });
    const first = this.#statements.flatMap(({ names }) => names).length;
    const results = signatures.map((signature, i) => ({ name: `v${first + i}`, ...signature }) as Known);
    this.#statements.push({ names: results.map(({ name }) => name), op, args });
    this.values.push(...results);
    return results;
  }

  /** What is said on the way to a value is no operand of anything else. */
  only(say: () => Known): void {
    const count = this.values.length;
    this.values.splice(count, Infinity, say());
  }

  assign(variable: Known, value: Known): void {
    this.#statements.push({ names: [], op: 'assign', args: [variable, value] });
  }
}
