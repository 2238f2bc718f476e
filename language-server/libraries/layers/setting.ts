/**
 * Layers that Keras and TensorFlow.js share: one rule a layer, over the settings that either names in its own way
 * (`kernel_size`, `kernelSize`) and over inputs with the batch first and, unless they say otherwise, the channels last.
 */
import { numberOfAxes } from '../../domain/amount';
import type { Dimension } from '../../domain/dimension';
import { different } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { ANY_SHAPE, printShape, type Shape } from '../../domain/shape';
import { own } from '../../domain/own';
import { attributeCell } from '../../interpreter/setting-attributes';
import { integer, tensor, UNKNOWN, type Instance, type Tensor, type Value } from '../../interpreter/value';
import { attributeOf, elementsIn, layerOf, mismatch, sizeIn, valueOf } from '../call';
import { dialect } from '../keras/dialect';
import type { Call } from '../library';

const camel = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** A layer's setting by Keras' name for it. */
export function settingOf(layer: Instance | undefined, name: string): Value {
  const value = attributeOf(layer, name);
  return value === UNKNOWN ? attributeOf(layer, camel(name)) : value;
}

/** A setting by Keras' name, whatever its value; undefined where the program leaves it out and no default is kept. */
export const statedSetting = ({ attributes }: Instance, name: string): Value | undefined =>
  attributes.get(name)?.value ?? attributes.get(camel(name))?.value;

/** A setting of the layer that is called. */
export const setting = (call: Call, name: string): Value => settingOf(layerOf(call), name);

export const sizeSetting = (call: Call, name: string): Dimension | undefined => sizeIn(setting(call, name));

export function textSetting(call: Call, name: string): string | undefined {
  const value = setting(call, name);
  return value.kind === 'string' ? value.value : undefined;
}

export function flagSetting(call: Call, name: string): boolean | undefined {
  const value = setting(call, name);
  if (value.kind === 'none') return false;
  return value.kind === 'boolean' ? value.value : undefined;
}

/** How many axes a layer takes: exactly so many, or at least. */
export interface Axes {
  exactly?: number;
  least?: number;
  /** What they are: "batch, height, width, channels". */
  named: string;
  /** What to do where some lack. */
  missing?: string;
}

/** The one tensor that a layer is called with; undefined, and reported, where it can't have the axes that are needed. */
export function inputOf(call: Call, axes?: Axes): Tensor | undefined {
  const value = valueOf(call, 'inputs');
  const [single, ...more] = elementsIn(value) ?? [];
  const input = value.kind === 'tensor' ? value : single?.kind === 'tensor' && more.length === 0 ? single : undefined;
  if (!input) return tensor(ANY_SHAPE);
  return axes && wrongAxes(call, input, axes) ? undefined : input;
}

function wrongAxes(
  call: Call,
  input: Tensor,
  { exactly, least, named, missing = 'reshape the input, or add the missing axis' }: Axes,
): boolean {
  const { open, dimensions } = input.shape;
  const { length } = dimensions;
  const wrong = exactly === undefined ? !open && length < (least ?? 0) : open ? length > exactly : length !== exactly;
  if (!wrong) return false;
  mismatch(call, {
    received: `an input of shape ${printShape(input.shape)}, with ${numberOfAxes(length)}`,
    expected: `${exactly ?? `at least ${least ?? 0}`} axes (${named})`,
    advice: length > (exactly ?? 0) ? 'flatten or pool what comes before' : missing,
    inputs: [input],
  });
  return true;
}

/** Where a layer keeps the size that its weights were made for; no setting has such a name. */
export const BUILT = '@built';

/** A layer's weights are made for the size of its first input: every later one must have it too. */
export function buildFor(call: Call, input: Tensor, size: Dimension | undefined): void {
  const layer = layerOf(call);
  if (!layer) return;
  const cell = attributeCell(layer.attributes, BUILT);
  const built = cell.value;
  if (!built) call.machine.store.write(cell, size === undefined ? UNKNOWN : integer(size));
  else if (!cell.isDoubtful && built.kind === 'integer' && size !== undefined && different(built.value, size)) {
    mismatch(call, {
      received: `an input of shape ${printShape(input.shape)}`,
      expected: `${printDimension(built.value)} where this one has ${printDimension(size)}, as its first input had`,
      advice: 'use a layer of its own for each size, or make the sizes equal',
      inputs: [input],
    });
  }
}

/** Keeps a size that the layer's weights follow from, where no later input could be refused by it. */
export function keepSize(call: Call, name: string, size: Dimension | undefined): void {
  const layer = layerOf(call);
  if (!layer) return;
  const cell = attributeCell(layer.attributes, name);
  if (!cell.value) call.machine.store.write(cell, size === undefined ? UNKNOWN : integer(size));
  else if (cell.isDoubtful) call.machine.store.write(cell, UNKNOWN);
}

const ORDERS: Partial<Record<string, 'first' | 'last'>> = {
  channels_first: 'first',
  channelsFirst: 'first',
  th: 'first',
  channels_last: 'last',
  channelsLast: 'last',
  tf: 'last',
};

/** Where a layer's images have their channels; undefined where a setting outside the program decides. */
const orderOf = (call: Call): 'first' | 'last' | undefined => {
  const stated = textSetting(call, 'data_format');
  return stated === undefined ? dialect(call.machine).order : own(ORDERS, stated);
};

/** The place of the channels, counted from the batch; undefined where it is not known. */
export function channelsAxis(call: Call, { dimensions }: Shape): number | undefined {
  // Sequences have theirs last whatever is set.
  const order = orderOf(call) ?? (dimensions.length === 3 ? 'last' : undefined);
  return order && (order === 'first' ? 1 : dimensions.length - 1);
}
