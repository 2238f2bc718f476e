/** Between convolutions in blocks of channels maxima and their gradients stay in blocks. */
import { producer, type Node, type Value } from '../graph';
import { fromBlocks, inBlocks, maxPoolBlocked } from '../operators/blocked';
import { maxPoolGradientBlocked, tiles } from '../operators/blocked-pooling';
import type { Pass } from './pass';

export const pass: Pass = {
  id: 'blocked-pooling',
  late: true,
  rewrite(node, { block }) {
    if (node.op === 'MaxPool') return maxima(node);
    return node.op === 'MaxUnpool' ? gradient(node, block) : null;
  },
};

function maxima({ inputs, attributes, results }: Node): Value[] | null {
  const x = inBlocks(inputs[0]!);
  const [largest, indices] = results as [Value, Value];
  return x && [fromBlocks(maxPoolBlocked(x, attributes, largest.shape)), indices];
}

function gradient({ inputs }: Node, block: number): Value[] | null {
  const [dy, indices] = inputs as [Value, Value];
  const pool = producer(indices, 'MaxPool');
  if (!pool || !tiles(pool, block)) return null;
  return [maxPoolGradientBlocked(dy, pool.inputs[0]!, pool.attributes, block)];
}
