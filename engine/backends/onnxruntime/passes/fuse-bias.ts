/** A bias that is added to a matrix product or a convolution becomes its third input. */
import { producer, type Node, type Value } from '../graph';
import { reshape, sizeOf } from '../operators/shape';
import type { Context, Pass } from './pass';

export const pass: Pass = {
  id: 'fuse-bias',
  rewrite(node, context) {
    if (node.op !== 'Add') return null;
    const [a, b] = node.inputs as [Value, Value];
    return fuse(node, a, b, context) ?? fuse(node, b, a, context);
  },
};

function fuse(sum: Node, product: Value, bias: Value, { uses }: Context): Value[] | null {
  const node = producer(product, 'Gemm') ?? producer(product, 'Conv');
  if (!node || node.inputs.length > 2 || uses(product) > 1) return null;
  const vector = node.op === 'Gemm' ? alongLast(bias, product) : alongChannels(bias, product);
  if (!vector) return null;
  const { graph, type, shape } = sum.results[0]!;
  return [...graph.node(node.op, [...node.inputs, vector], node.attributes, [{ type, shape }])];
}

/** (n) or (1, n) for a product (m, n). */
function alongLast(bias: Value, product: Value): Value | null {
  const columns = product.shape.at(-1)!;
  return bias.shape.at(-1) === columns && sizeOf(bias.shape) === columns && bias.shape.length <= 2
    ? reshape(bias, [columns])
    : null;
}

/** (1, C, 1, …) for a convolution's result (B, C, …). */
function alongChannels(bias: Value, product: Value): Value | null {
  const channels = product.shape[1]!;
  const axis = bias.shape.length - product.shape.length + 1;
  const fits = bias.shape.length <= product.shape.length && bias.shape[axis] === channels;
  return fits && sizeOf(bias.shape) === channels ? reshape(bias, [channels]) : null;
}
