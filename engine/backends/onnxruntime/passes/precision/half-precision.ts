/**
 * Matrix products and convolutions in float16; all else stays float32: weights, updates, losses, sums, norms, softmax.
 *
 * What a product reads is rounded, what it gives is widened again; between two products, operators that change no
 * element's value take what the first one gave as it is.
 */
import { producer, type Node, type Value } from '../../graph';
import { cast } from '../../operators/elementwise';
import type { Pass } from '../pass';

const PRODUCTS = new Set(['Gemm', 'MatMul', 'Conv', 'ConvTranspose']);

/** Each element of a result is an element of an input, or 0: rounding before or after them is the same. */
const MOVES = new Set(['Reshape', 'Transpose', 'Slice', 'Concat', 'Relu']);

export const pass: Pass = {
  id: 'half-precision',
  // A bias must have joined its product.
  late: true,
  rewrite(node) {
    if (PRODUCTS.has(node.op)) return product(node);
    if (node.op !== 'Cast' || node.results[0]!.type !== 'float16') return null;
    const half = halfOf(node.inputs[0]!);
    return half && [half];
  },
};

function product({ op, inputs, attributes, results }: Node): Value[] | null {
  const { graph, shape, type } = results[0]!;
  if (type !== 'float32') return null;
  const halves = inputs.map((input) => input && cast(input, 'float16'));
  const [result] = graph.node(op, halves, attributes, [{ type: 'float16', shape }]);
  return [cast(result!, 'float32')];
}

/** The same elements in float16, where they are float16's already; null where they have to be rounded. */
function halfOf(value: Value): Value | null {
  const widened = producer(value, 'Cast')?.inputs[0];
  if (widened?.type === 'float16') return widened;
  const { graph, shape, origin } = value;
  if (origin.kind !== 'result' || !MOVES.has(origin.node.op)) return null;
  const { op, inputs, attributes } = origin.node;
  // Shapes, bounds and axes stay as they are.
  const halves = inputs.map((input) => (input?.type === 'float32' ? halfOf(input) : input));
  return halves.includes(null) ? null : graph.node(op, halves, attributes, [{ type: 'float16', shape }])[0]!;
}
