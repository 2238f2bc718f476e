/** What acts element by element acts on blocks of channels, too: f(R(a), R(b)) = R(f(a, b)), and reorders that meet cancel. */
import type { Node, Value } from '../graph';
import { fromBlocks, inBlocks } from '../operators/blocked';
import { ELEMENTWISE } from '../operators/elementwise';
import { sizeOf } from '../operators/shape';
import type { Pass } from './pass';

export const pass: Pass = {
  id: 'sink-blocks',
  late: true,
  rewrite(node) {
    if (node.op === 'com.microsoft.nchwc.ReorderInput') return cancelled(node);
    return ELEMENTWISE.has(node.op) ? sunk(node) : null;
  },
};

function cancelled({ inputs, attributes }: Node): Value[] | null {
  const made = attributes.channels_last === 0 ? inBlocks(inputs[0]!) : null;
  return made && [made];
}

/** Where every operand is in blocks of this very shape (blocks do not broadcast), or one element; reorders know float32 only. */
function sunk({ op, inputs, attributes, results }: Node): Value[] | null {
  const { graph, type, shape } = results[0]!;
  const blocked = inputs.map((input) => (input!.shape.join() === shape.join() ? inBlocks(input) : null));
  if (type !== 'float32' || blocked.every((value) => value === null)) return null;
  const operands = inputs.map((input, i) => blocked[i] ?? (sizeOf(input!.shape) === 1 ? input : null));
  if (operands.includes(null)) return null;
  return [fromBlocks(graph.node(op, operands, attributes, [{ type, shape }])[0]!)];
}
