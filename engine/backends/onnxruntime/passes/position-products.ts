/**
 * A convolution whose kernel is larger than its result, as a filter's gradient is: one matrix product for each position
 * of the kernel takes half the time of onnxruntime's convolution, which copies all that each position sees.
 */
import type { Node, Value } from '../graph';
import { fitsBlocks } from '../operators/blocked';
import { patches } from '../operators/convolution';
import { gemm } from '../operators/product';
import { concat, reshape, sizeOf, transpose } from '../operators/shape';
import type { Window } from '../operators/window';
import type { Pass } from './pass';

export const pass: Pass = {
  id: 'position-products',
  late: true,
  rewrite(node, { block }) {
    if (node.op !== 'Conv' || node.inputs.length > 2 || node.attributes.group !== 1) return null;
    const [kernel, to] = [node.inputs[1]!.shape.slice(2), node.results[0]!.shape.slice(2)].map(sizeOf);
    // In blocks of channels it is faster still; one position is a mere product.
    if (kernel! <= to! || (to! > 1 && fitsBlocks(node, block))) return null;
    return [products(node)];
  },
};

/** x (A, N, …from), filter (K, N, …kernel) → (A, K, …to): for each position, filter·patchᵀ over N and the kernel. */
function products({ inputs, attributes, results }: Node): Value {
  const [x, filter] = inputs as [Value, Value];
  const to = results[0]!.shape.slice(2);
  const axes = to.map((_, axis) => axis + 2);
  const [A, K] = [x.shape[0]!, filter.shape[0]!];
  const rows = reshape(filter, [K, sizeOf(filter.shape.slice(1))]);
  // Neither factor is transposed, which is fastest.
  const each = patches(transpose(x, [1, ...axes, 0]), slidingKernel(attributes, x, to)).map((patch) =>
    gemm(rows, patch, false, false),
  );
  const joined = reshape(concat(each, 0), [...to, K, A]);
  return transpose(joined, [to.length + 1, to.length, ...to.map((_, axis) => axis)]);
}

/** The same geometry seen from the result: its positions slide over the image, each meeting every kernel element. */
function slidingKernel(attributes: Node['attributes'], x: Value, to: readonly number[]): Window {
  const list = (name: string): number[] => [...(attributes[name] as readonly number[])];
  const pads = list('pads');
  return {
    kernel: [...to],
    strides: list('dilations'),
    dilations: list('strides'),
    before: pads.slice(0, to.length),
    after: pads.slice(to.length),
    from: x.shape.slice(2),
    to: list('kernel_shape'),
  };
}
