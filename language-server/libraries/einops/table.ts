import type { Table } from '../library';
import { EINSUM } from './einsum';
import { LAYER_ROWS } from './layers';
import { PACKING } from './packing';
import { REARRANGING } from './rearranging';

/** Everything of einops that has a shape; what a function returns is an array of the library whose arrays it got. */
export const EINOPS: Table = { ...REARRANGING, ...EINSUM, ...PACKING, ...LAYER_ROWS };
