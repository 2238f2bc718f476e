/** What TensorFlow.js must be told to make a layer, an input or a regularizer: it takes one object of named entries. */
import { UNKNOWN, type Value } from '../../interpreter/value';
import { mismatch, valueOf } from '../call';
import type { Call, Rule } from '../library';
import { entriesOf } from './configure';

const byNames = (names: string, entries: readonly string[]): [string, readonly string[]][] =>
  names.split(' ').map((name) => [name, entries]);

/** By layer, the entries without which it is refused. */
const REQUIRED = new Map<string, readonly string[]>([
  ...byNames('dense simpleRNN gru lstm simpleRNNCell gruCell lstmCell', ['units']),
  ...byNames('conv1d conv2d conv3d conv2dTranspose conv3dTranspose separableConv2d', ['filters', 'kernelSize']),
  ...byNames('depthwiseConv2d', ['kernelSize']),
  ...byNames('embedding', ['inputDim', 'outputDim']),
  ...byNames('permute', ['dims']),
  ...byNames('reshape', ['targetShape']),
]);

/** A number or an array where an object belongs, as Python's arguments would be. */
const POSITIONAL: Partial<Record<Value['kind'], string>> = {
  integer: 'a number',
  float: 'a number',
  string: 'a string',
  list: 'an array',
};

const refused = (call: Call, received: string, expected: string, advice: string): true => {
  mismatch(call, { received, expected, advice, inputs: [] }, 'argument-mismatch');
  return true;
};

/** Reports a number or an array in place of an object as the `example` is. */
export function isPositional(call: Call, example: string): boolean {
  const other = POSITIONAL[valueOf(call, 'config').kind];
  return other !== undefined && refused(call, other, 'an object of named entries', `name each, as in ${example}`);
}

/** Reports what is certainly no object with these entries. */
function lacks(call: Call, required: readonly string[]): boolean {
  const config = valueOf(call, 'config');
  const other = POSITIONAL[config.kind];
  const entries = call.machine.hypothetical ? undefined : entriesOf(config);
  const missing = required.filter((name) => entries && !entries.has(name));
  if (other === undefined && missing.length === 0) return false;
  const named = (other === undefined ? missing : required).join(' and ');
  const example = required.map((name) => `${name}: ...`).join(', ');
  return refused(
    call,
    other ?? `a configuration without ${named}`,
    `an object with ${named}`,
    `name what it needs, as in { ${example} }`,
  );
}

/** The rule of a constructor, which tells first what it lacks. */
export const complete = (name: string, rule: Rule): Rule => {
  const required = REQUIRED.get(name);
  if (!required) return rule;
  return (call) => {
    lacks(call, required);
    return rule(call);
  };
};

/** Regularizers take their factors by name. */
export const regularizer: Rule = (call) => {
  isPositional(call, '{ l2: 0.01 }');
  return UNKNOWN;
};
