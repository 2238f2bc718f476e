import type { Shape } from '../domain/shape';
import { productOf } from '../libraries/cost';
import { modelOf } from '../models/rows';
import { shapeOf } from './claiming';
import type { Machine } from './machine';
import { LAYERS } from './modules';
import { begin, recalled, type Pass } from './passes';
import { makerOf, type Maker } from './provenance';
import { attributeCell } from './setting-attributes';
import { tuple, type Instance, type Value } from './value';

/** Layers of a model that is looked at whenever one is added: a larger one has its table from a call alone. */
const MAX_LAYERS = 500;

/**
 * A model that is put together before it is called, as far as it stands: the calls of its layers on symbols count as if
 * it had been called once.
 */
export function composed(machine: Machine, model: Instance, inputs: readonly Value[], outputs: readonly Value[]): void {
  if (!machine.keepsModels || machine.speculative > 0 || machine.exhausted) return;
  const pass = begin(machine, model, { positional: inputs, named: new Map() }, model.construction.site);
  take(pass, between(inputs, outputs), (each) => recalled(machine, each));
  const [output] = outputs;
  if (pass.inner.length > 0 && output?.kind === 'tensor') pass.output = shapeOf(machine, output) ?? undefined;
  machine.keepModel(() => ({ ...modelOf(pass, !machine.claiming), stage: model }));
}

/** The same of a model of inputs and outputs, which is told of none of its layers. */
export function connected(
  machine: Machine,
  model: Instance,
  inputs: readonly Value[],
  outputs: readonly Value[],
): void {
  const found = between(inputs, outputs);
  if (!found) return;
  const layers = [...new Set(found.passes.map(({ instance }) => instance))];
  machine.store.write(attributeCell(model.attributes, LAYERS), tuple(layers));
  composed(machine, model, inputs, outputs);
}

/**
 * The call of a model of inputs and outputs makes those of its layers, with its own sizes in place of the symbols that
 * the model was put together with.
 */
export function called(
  machine: Machine,
  model: Instance,
  [inputs, outputs]: readonly [readonly Value[], readonly Value[]],
  place: (shape: Shape) => Shape,
): void {
  const { pass } = machine;
  if (pass?.instance !== model || pass.inner.length > 0) return;
  take(pass, between(inputs, outputs), (each) => placedPass(recalled(machine, each), place));
}

/** What the model's own call does. */
function take(pass: Pass, found: Between | undefined, each: (inner: Pass) => Pass): void {
  pass.inner = found?.passes.map(each) ?? [];
  if (found?.multiplies) pass.products = undefined;
}

const placedPass = (pass: Pass, place: (shape: Shape) => Shape): Pass => ({
  ...pass,
  input: (position, name) => {
    const shape = pass.input(position, name);
    return shape && place(shape);
  },
  output: pass.output && place(pass.output),
  inner: pass.inner.map((each) => placedPass(each, place)),
});

/** What leads from inputs to outputs. */
interface Between {
  /** The calls of layers, in order. */
  passes: readonly Pass[];
  /** Whether functions between them multiply. */
  multiplies: boolean;
}

/** Undefined where that is not known: what comes from no input is a constant, which no layer of the model makes. */
function between(inputs: readonly Value[], outputs: readonly Value[]): Between | undefined {
  const reached = new Map<Maker, boolean | undefined>();
  const isReached = (value: Value): boolean | undefined => {
    if (inputs.includes(value)) return true;
    const maker = makerOf(value);
    if (!maker || reached.size > MAX_LAYERS) return undefined;
    if (!reached.has(maker)) reached.set(maker, some(maker.given.map(isReached)));
    return reached.get(maker);
  };
  if (outputs.length === 0 || !outputs.every(isReached)) return undefined;
  const makers = [...reached].flatMap(([{ by }, isOne]) => (isOne ? [by] : []));
  return {
    passes: makers.filter((by) => typeof by !== 'string'),
    multiplies: makers.some((by) => typeof by === 'string' && productOf(by) !== undefined),
  };
}

/** Whether one is; undefined where one is not known. */
const some = (each: readonly (boolean | undefined)[]): boolean | undefined =>
  each.includes(undefined) ? undefined : each.includes(true);
