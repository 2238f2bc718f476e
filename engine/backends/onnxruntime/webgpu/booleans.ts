/** WebGPU moves no booleans about: they travel as int32. */
import type { Value } from '../graph';
import { cast } from '../operators/elementwise';
import type { Pass } from '../passes/pass';

/** Operators whose result is some of the elements of their boolean inputs. */
const MOVING = new Set(['Transpose', 'Slice', 'Concat', 'Pad', 'Tile', 'GatherND', 'ScatterND', 'ScatterElements']);

export const pass: Pass = {
  id: 'webgpu-booleans',
  rewrite({ op, inputs, attributes, results }) {
    const { graph, type, shape } = results[0]!;
    if (!MOVING.has(op) || type !== 'bool') return null;
    const numbers = inputs.map((input) => (input?.type === 'bool' ? cast(input, 'int32') : input));
    const [moved] = graph.node(op, numbers, attributes, [{ type: 'int32', shape }]) as readonly [Value];
    return [cast(moved, 'bool')];
  },
};
