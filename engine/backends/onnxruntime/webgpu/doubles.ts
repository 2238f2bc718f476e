/** WebGPU has no float64: places in images are float32 there, so that one next to an edge may be on its other side. */
import { numbersOf, type Value } from '../graph';
import { cast, elementsOf } from '../operators/elementwise';
import { constant } from '../operators/shape';
import type { Pass } from '../passes/pass';

const isDouble = (value: Value | null): boolean => value?.type === 'float64';

export const pass: Pass = {
  id: 'webgpu-doubles',
  rewrite({ op, inputs, attributes, results }) {
    if (![...inputs, ...results].some(isDouble)) return null;
    const narrow = inputs.map((value) => value && narrowed(value));
    if (op === 'Cast') return [cast(narrow[0]!, floatFor(results[0]!.type))];
    const signatures = results.map(({ type, shape }) => ({ type: floatFor(type), shape }));
    return results[0]!.graph.node(op, narrow, attributes, signatures);
  },
};

const floatFor = (type: Value['type']): Value['type'] => (type === 'float64' ? 'float32' : type);

/** Constants are left: no input of a graph is float64, and results have been rewritten before. */
function narrowed(value: Value): Value {
  const numbers = isDouble(value) ? numbersOf(value) : null;
  return numbers
    ? constant(value.graph, elementsOf('float32', numbers), { type: 'float32', shape: value.shape })
    : value;
}
