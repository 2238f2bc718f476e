/** Convolutions run in blocks of channels where the processor has kernels for it; reorders that meet cancel. */
import { convolveBlocked, fitsBlocks } from '../operators/blocked';
import { sizeOf } from '../operators/shape';
import type { Pass } from './pass';

export const pass: Pass = {
  id: 'blocked-convolutions',
  late: true,
  rewrite(node, { block }) {
    // A kernel of one element is a matrix product, which needs no blocks.
    if (!fitsBlocks(node, block) || sizeOf(node.inputs[1]!.shape.slice(2)) === 1) return null;
    return [convolveBlocked(node, block)];
  },
};
