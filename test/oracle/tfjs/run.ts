import { inspect } from 'node:util';
import { compileFunction } from 'node:vm';
import * as core from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import '@tensorflow/tfjs-backend-cpu';
import * as layers from '@tensorflow/tfjs-layers';
import { instrument, RAN, RECORD, type Compiled } from './instrument';

/** What one statement bound in one of its runs; null for the batch of a symbolic tensor. */
export interface Recorded {
  line: number;
  name: string;
  shape: (number | null)[];
}

export interface Outcome {
  rows: Recorded[];
  /** The offsets at which the calls end that returned, and the members that were read. */
  ran: number[];
  /** It was ended while it ran. */
  endless?: true;
  /** What it threw, and the lines of the program that led there, the innermost first. */
  error?: { message: string; lines: number[] };
}

export interface Source {
  path: string;
  text: string;
}

/** The package `@tensorflow/tfjs` as far as it is installed in parts. */
const tf = { ...core, ...layers };

/** As a script tag brings it. */
Object.assign(globalThis, { tf });

const isTensor = (value: unknown): value is { shape: (number | null)[] } =>
  value instanceof core.Tensor || value instanceof layers.SymbolicTensor;

/** As many runs of one statement are kept. */
const MAX_ROWS = 2000;

/** The lines of the program in a stack. */
const linesIn = (error: unknown, path: string, lineOf: Compiled['lineOf']): number[] =>
  error instanceof Error
    ? (error.stack ?? '')
        .split('\n')
        .filter((line) => line.includes(path))
        .map((line) => /:(\d+):(\d+)\)?$/.exec(line)?.slice(1).map(Number) ?? [])
        .flatMap(([line, column]) => (line && column ? lineOf(line, column) : []))
    : [];

/** Runs a program to its end, with what its `async` functions do, and tells what it bound. */
async function run({ path, text }: Source): Promise<Outcome> {
  const rows: Recorded[] = [];
  const record = (line: number, names: string[], value: unknown): unknown => {
    if (isTensor(value) && rows.length < MAX_ROWS)
      for (const name of names) rows.push({ line, name, shape: [...value.shape] });
    return value;
  };
  const ends = new Set<number>();
  const ran = (end: number, value: unknown): unknown => {
    ends.add(end);
    return value;
  };
  const told = { error: undefined as unknown };
  const failed = (error: unknown): void => {
    told.error ??= error;
  };
  process.on('unhandledRejection', failed);
  const { code, lineOf } = instrument(path, text);
  try {
    const names = ['require', 'module', 'exports', 'console', RECORD, RAN];
    const program = compileFunction(code, names, { filename: path }) as (...given: unknown[]) => unknown;
    const module = { exports: {} };
    program(() => tf, module, module.exports, quiet, record, ran);
    await settled();
  } catch (error) {
    failed(error);
  }
  await settled();
  process.off('unhandledRejection', failed);
  const { error } = told;
  return {
    rows,
    ran: [...ends],
    ...(error !== undefined && { error: { message: inspect(error), lines: linesIn(error, path, lineOf) } }),
  };
}

const quiet = Object.fromEntries(
  ['log', 'warn', 'error', 'info', 'table', 'debug', 'time', 'timeEnd', 'assert'].map((name) => [
    name,
    () => undefined,
  ]),
);

/** Turns of the event loop in which nothing happens after which a program's promises are taken to be kept. */
const IDLE_TURNS = 200;

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < IDLE_TURNS; turn++) await new Promise(setImmediate);
};

async function main(sources: readonly Source[]): Promise<void> {
  // tfjs itself prints.
  Object.assign(console, quiet);
  await core.setBackend('cpu');
  for (const source of sources) {
    const outcome = await run(source);
    core.disposeVariables();
    process.send?.(outcome);
  }
  process.disconnect();
}

process.on('message', (sources: Source[]) => void main(sources));
