import type { Fix } from '../analysis';
import type { Instance } from '../interpreter/value';
import type { Draft, Rule } from './rule';

const LAYERS = new Set(['keras.layers.Dense.call', 'tfjs.layers.dense.call']);

/** e^x / e^x = 1, and its gradient 0. */
export const rule: Rule = {
  name: 'softmax-of-one-unit',
  severity: 'warning',
  summary: 'A softmax over one unit, which is 1 whatever goes in.',
  find: (event, text) => {
    const layer = event.kind === 'call' && LAYERS.has(event.name) ? event.arguments.get('self') : undefined;
    return layer?.kind === 'instance' && isConstant(layer) ? draft(layer, text) : undefined;
  },
};

function isConstant({ attributes }: Instance): boolean {
  const [units, activation] = ['units', 'activation'].map((name) => attributes.get(name)?.value);
  return units?.kind === 'integer' && units.value === 1 && activation?.kind === 'string' && activation.value === 'softmax'; // prettier-ignore
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
