/** Arrays of numbers, inputs and targets, as a dataset: what .npy and .npz files hold. */
import * as v from 'valibot';
import { Problem } from '../process/problem';
import { decodeElements, elementOf, rowMajor, type NpyHeader } from './formats/npy';
import type { DataFile } from './formats/file';
import { OnDisk } from './on-disk';
import { InMemory, sizeOf, type Dataset, type Field } from './samples';
import type { SourceData } from './sources/source';
import { tokensOf } from './stored';
import type { Target } from './task';

/** An array as it is stored: in a file of its own, or in memory. */
export interface StoredArray {
  /** For messages: "x.npy", "data.npz: x". */
  name: string;
  header: NpyHeader;
  /** Where it can be read by position. */
  file: DataFile | null;
  /** The elements' bytes. */
  bytes(): Promise<Uint8Array>;
}

export const arrayEntries = {
  inputs: v.pipe(
    v.optional(v.nullable(v.string()), null),
    v.description('The inputs; null tries the usual names: x_train, x, inputs, images, data.'),
  ),
  targets: v.pipe(
    v.optional(v.nullable(v.string()), null),
    v.description('The targets; null tries the usual names: y_train, y, targets, labels.'),
  ),
  task: v.pipe(
    v.optional(v.nullable(v.picklist(['class', 'number'])), null),
    v.description('What targets are; null takes whole numbers for classes.'),
  ),
  vocabulary: v.pipe(
    v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(2))), null),
    v.description(
      'How many tokens there are, where inputs are tokens, whole numbers from 0; null where they are numbers.',
    ),
  ),
};

export interface ArraySettings {
  task: 'class' | 'number' | null;
  vocabulary: number | null;
}

/** Inputs of more bytes than this stay in their file: beside the training, memory has better uses. */
const MAX_IN_MEMORY = 2 ** 29;

/** More classes than any set has: the targets are numbers rather. */
const MAX_CLASSES = 2 ** 20;

const NO_CLASS = 'classes are whole numbers from 0, −1 is no label: renumber them, or set data.params.task=number';
const BELONG = 'they must belong together';

const misfit = (name: string, cause: string, next: string) =>
  new Problem('unusable-data', `${name}: ${cause}; ${next}`);

/** Targets of a set, and what they are; those of a test set must fit `like`, those of the training set. */
async function targetsOf(
  array: StoredArray,
  task: ArraySettings['task'],
  like: Target | null,
): Promise<{ field: Field; target: Target }> {
  const isWhole = elementOf(array.header.type).isInteger;
  const isClass = like ? like.kind === 'classes' : task === 'class' || (task === null && isWhole);
  const [, ...rest] = array.header.shape;
  if (!isClass) {
    const field = { shape: rest.length ? rest : [1], values: Float32Array.from(await valuesOf(array, Float32Array)) };
    return { field, target: { kind: 'numbers', shape: field.shape } };
  }
  const values = await valuesOf(array, Float64Array);
  const classes = classesIn(values, array.name, like?.kind === 'classes' ? like.classes : null);
  // (N, 1) is a class a sample too.
  const shape = rest.join() === '1' ? [] : rest;
  return { field: { shape, values: Int32Array.from(values) }, target: { kind: 'classes', classes, shape } };
}

/** @param most how many classes training has, if it is asked of a test set */
function classesIn(values: ArrayLike<number>, name: string, most: number | null): number {
  let highest = -1;
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    const refuse = (next: string) => misfit(name, `target ${at} is ${value}`, next);
    if (!Number.isInteger(value) || value < -1 || value >= MAX_CLASSES) throw refuse(NO_CLASS);
    if (most !== null && value >= most) throw refuse(`training has only 0…${most - 1}: use files of one set`);
    if (value > highest) highest = value;
  }
  return most ?? highest + 1;
}

/**
 * A dataset of inputs, in memory or left in their file, and targets.
 * @throws Problem where their numbers differ, there are none, or a token is out of range
 */
async function datasetOf(
  inputs: StoredArray,
  targets: Field,
  vocabulary: number | null,
  maxInMemory: number,
): Promise<Dataset> {
  const { header, name, file } = inputs;
  const [count = 0, ...rest] = header.shape;
  const wanted = targets.values.length / sizeOf(targets.shape);
  if (count === 0) throw misfit(name, 'holds no samples', 'choose another array as data.params.inputs');
  if (count !== wanted) throw misfit(name, `holds ${count} inputs, and there are ${wanted} targets`, BELONG);
  const shape = inputShape(rest, header);
  if (!file || sizeOf(header.shape) * elementOf(header.type).bytes <= maxInMemory) {
    const values = vocabulary
      ? tokensOf(await valuesOf(inputs, Float64Array), name, vocabulary)
      : await valuesOf(inputs, Float32Array);
    return new InMemory({ shape, values }, targets);
  }
  if (header.isFortran) throw misfit(name, 'is stored column by column', 'save np.ascontiguousarray(array)');
  const { offset, type, isLittleEndian } = header;
  return new OnDisk(file, { offset, type, isLittleEndian, name, vocabulary }, shape, targets);
}

/** Bytes in three dimensions are grey images, which have one channel. */
function inputShape(rest: number[], { type }: NpyHeader): number[] {
  if (rest.length === 0) return [1];
  return type === 'u1' && rest.length === 2 ? [...rest, 1] : rest;
}

async function valuesOf<T extends Float32Array | Float64Array>(
  array: StoredArray,
  Values: new (length: number) => T,
): Promise<T | Uint8Array> {
  const values = decodeElements(await array.bytes(), array.header, Values);
  return array.header.isFortran ? rowMajor<T | Uint8Array>(values, array.header.shape) : values;
}

export interface ArrayNames {
  inputs: string;
  targets: string;
}

/**
 * Arrays by name → the data of a run.
 * @param maxInMemory bytes of inputs beyond which they stay in their file
 * @throws Problem naming the array that does not fit, and why
 */
export async function loadArrays(
  names: { train: ArrayNames; test: ArrayNames | null },
  open: (name: string) => Promise<StoredArray>,
  { task, vocabulary }: ArraySettings,
  maxInMemory = MAX_IN_MEMORY,
): Promise<Omit<SourceData, 'fingerprint'>> {
  const load = async ({ inputs, targets }: ArrayNames, like: Target | null) => {
    const { field, target } = await targetsOf(await open(targets), task, like);
    return { target, dataset: await datasetOf(await open(inputs), field, vocabulary, maxInMemory) };
  };
  const { dataset, target } = await load(names.train, null);
  const test = names.test ? (await load(names.test, target)).dataset : null;
  return { dataset, test, target, vocabulary };
}
