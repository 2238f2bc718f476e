import type { Fix } from '../analysis';
import type { LibraryCall } from '../interpreter/event';
import type { Instance, Value } from '../interpreter/value';
import type { Draft, Rule } from './rule';

const LAYERS = new Set(['keras.layers.Dense.call', 'tfjs.layers.dense.call']);

/** Layers that are a function by themselves, along the last axis. */
const FUNCTIONS = new Set(['keras.layers.Activation.call', 'keras.layers.Softmax.call']);

/** e^x / e^x = 1, and its gradient 0. */
export const rule: Rule = {
  name: 'softmax-of-one-unit',
  severity: 'warning',
  summary: 'A softmax over one unit, which is 1 whatever goes in.',
  find: (event, text) => {
    const layer = event.kind === 'call' ? event.arguments.get('self') : undefined;
    if (event.kind !== 'call' || layer?.kind !== 'instance') return undefined;
    const constant = LAYERS.has(event.name) ? isConstant(layer) : FUNCTIONS.has(event.name) && isAfterOne(event, layer);
    return constant ? draft(layer, text) : undefined;
  },
};

const isSoftmax = (activation: Value | undefined): boolean =>
  activation?.kind === 'string' && activation.value === 'softmax';

function isConstant({ attributes }: Instance): boolean {
  const [units, activation] = ['units', 'activation'].map((name) => attributes.get(name)?.value);
  return units?.kind === 'integer' && units.value === 1 && isSoftmax(activation);
}

/** A softmax by itself, right behind a layer of one unit: what has one entry for other reasons may have more elsewhere. */
function isAfterOne(event: LibraryCall, { attributes }: Instance): boolean {
  const [activation, axis] = ['activation', 'axis'].map((name) => attributes.get(name)?.value);
  const softmax = axis ? axis.kind === 'integer' && axis.value === -1 : isSoftmax(activation);
  const input = event.arguments.get('inputs');
  if (!softmax || input?.kind !== 'tensor' || input.shape.open) return false;
  return input.shape.dimensions.at(-1) === 1 && input.activation?.name.startsWith('keras.') === true;
}

function draft({ construction }: Instance, text: string): Draft {
  const written = construction.arguments.get('activation')?.range;
  const sigmoid = written && text.slice(written.start, written.end).replace('softmax', 'sigmoid');
  const fix: Fix | undefined = sigmoid
    ? { title: 'Use a sigmoid', safe: false, edits: [{ range: written, newText: sigmoid }] }
    : undefined;
  return {
    message:
      'a softmax over one unit is 1 whatever goes in, and nothing is learnt through it: use a sigmoid for two classes, or a unit for every class.',
    site: construction.site,
    ...(fix && { fix }),
  };
}
