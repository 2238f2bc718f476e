/** A program as data: tfjs ops in the order in which they run, each with what it is called with. */
import * as tf from '@tensorflow/tfjs-core';
import type { Given, Known } from './given';

/** An operand, or a setting as it is written. */
export type Argument = Known | number | string | boolean | readonly Argument[];

export interface Statement {
  /** Of its results; none where it assigns. */
  readonly names: readonly string[];
  readonly op: string;
  readonly args: readonly Argument[];
}

export interface Program {
  readonly inputs: readonly Given[];
  readonly variables: readonly Given[];
  readonly statements: readonly Statement[];
}

export type Tensors = Readonly<Record<string, tf.Tensor>>;

/** Runs the statements in their order; gives what none of them reads. */
export function run({ statements }: Program, given: Tensors): Record<string, tf.Tensor> {
  const values: Record<string, tf.Tensor> = { ...given };
  for (const { names, op, args } of statements) {
    const results = call(op, args, values);
    names.forEach((name, i) => (values[name] = results[i]!));
  }
  const unread = statements.flatMap(({ names }) => names).filter((name) => !isRead(name, statements));
  return Object.fromEntries(unread.map((name) => [name, values[name]!]));
}

/** The results of an op, one or more, or none. */
export function call(op: string, args: readonly Argument[], values: Tensors): tf.Tensor[] {
  const resolve = (argument: Argument): unknown => {
    if (isList(argument)) return argument.map(resolve);
    return typeof argument === 'object' ? values[argument.name]! : argument;
  };
  return [operations[op]!(...args.map(resolve))].flat();
}

type Operation = (...args: unknown[]) => tf.Tensor | tf.Tensor[];

const assign = (variable: tf.Variable, value: tf.Tensor): tf.Tensor[] => {
  variable.assign(value);
  return [];
};

/** What a program may call, by name: all of tfjs, and assignment. */
const operations = { ...tf, assign } as unknown as Readonly<Record<string, Operation>>;

const isList = (argument: Argument): argument is readonly Argument[] => Array.isArray(argument);

/** What is read among arguments. */
export const operandsOf = (args: readonly Argument[]): Known[] =>
  args.flatMap((argument) => {
    if (isList(argument)) return operandsOf(argument);
    return typeof argument === 'object' ? [argument] : [];
  });

export const isRead = (name: string, statements: readonly Statement[]): boolean =>
  statements.some(({ args }) => operandsOf(args).some((operand) => operand.name === name));

/** The program as a person reads it. */
export function textOf({ inputs, variables, statements }: Program): string {
  const given = (word: string, all: readonly Given[]): string[] =>
    all
      .filter(({ name }) => isRead(name, statements))
      .map(({ name, dtype, shape }) => `${word} ${name}: ${dtype}[${shape.join()}]`);
  const body = statements.map(({ names, op, args }) => {
    const written = `${op}(${args.map(textOfArgument).join(', ')})`;
    return names.length ? `${names.join(', ')} = ${written}` : written;
  });
  return [...given('input', inputs), ...given('variable', variables), ...body].join('\n');
}

function textOfArgument(argument: Argument): string {
  if (isList(argument)) return `[${argument.map(textOfArgument).join(', ')}]`;
  return typeof argument === 'object' ? argument.name : JSON.stringify(argument);
}
