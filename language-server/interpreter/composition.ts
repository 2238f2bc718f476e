import { modelOf } from '../models/rows';
import type { Shape } from '../domain/shape';
import { shapeOf } from './claiming';
import type { Machine } from './machine';
import { LAYERS } from './modules';
import { begin, recalled, type Pass } from './passes';
import { makerOf } from './provenance';
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
  pass.inner = (between(inputs, outputs) ?? []).map((each) => recalled(machine, each));
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
  const passes = between(inputs, outputs);
  if (!passes) return;
  const layers = [...new Set(passes.map(({ instance }) => instance))];
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
  pass.inner = (between(inputs, outputs) ?? []).map((each) => placedPass(recalled(machine, each), place));
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

/** The calls that lead from `inputs` to `outputs`, in order; undefined where something else than layers does. */
function between(inputs: readonly Value[], outputs: readonly Value[]): Pass[] | undefined {
  const [found, seen] = [new Set<Pass>(), new Set<Pass>()];
  const visit = (value: Value): boolean => {
    if (inputs.includes(value)) return true;
    const made = makerOf(value);
    if (!made || seen.size > MAX_LAYERS) return false;
    if (seen.has(made.pass)) return true;
    seen.add(made.pass);
    const reached = made.given.every(visit);
    found.add(made.pass);
    return reached;
  };
  return outputs.length > 0 && outputs.every(visit) ? [...found] : undefined;
}
