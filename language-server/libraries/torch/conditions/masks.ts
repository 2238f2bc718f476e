import { multiply, type Dimension } from '../../../domain/dimension';
import { different } from '../../../domain/order';
import { printDimension } from '../../../domain/print-dimension';
import { printShape } from '../../../domain/shape';
import type { Tensor } from '../../../interpreter/value';
import { layerOf } from '../../call';
import { closed, refuse, type Condition } from '../../condition';
import type { Call } from '../../library';
import { axesOf, batchOf, isForeign } from './attention-sizes';
import { widthOf } from './width';

/** The sizes that an attention's masks must fit; each undefined where it is not known. */
interface Attended {
  /** Positions that ask: the axis of (L, E), or of (N, L, E) in the layer's order. */
  queries: Dimension | undefined;
  keys: Dimension | undefined;
  /** null: the input has no axis for the batch. */
  batch: Dimension | undefined | null;
  heads: Dimension | undefined;
}

/** Names of the masks among the call's parameters. */
interface MaskNames {
  attention: string;
  padding: string;
}

type Sizes = readonly (Dimension | undefined)[];

/** Which query may see which key, (L, S) or (N·heads, L, S); which keys are padding, (N, S) or (S). */
function checkMasks(call: Call, names: MaskNames, sizes: Attended): void {
  const attention = closed(call, names.attention);
  const padding = closed(call, names.padding);
  if (attention) refuseUnfit(call, names.attention, attention, attentionSizes(attention, sizes));
  if (padding)
    refuseUnfit(call, names.padding, padding, sizes.batch === null ? [sizes.keys] : [sizes.batch, sizes.keys]);
}

/** Of a mask with three axes the first is for every head of every sample. */
function attentionSizes({ shape }: Tensor, { queries, keys, batch, heads }: Attended): Sizes {
  if (shape.dimensions.length !== 3) return [queries, keys];
  const samples = batch === null ? 1 : batch;
  const parts = samples === undefined || heads === undefined ? undefined : multiply(samples, heads);
  return [parts, queries, keys];
}

function refuseUnfit(call: Call, name: string, mask: Tensor, wanted: Sizes): void {
  const { dimensions } = mask.shape;
  const fits =
    dimensions.length === wanted.length &&
    dimensions.every((size, i) => wanted[i] === undefined || !different(size, wanted[i]));
  if (fits) return;
  refuse(
    call,
    'shape-mismatch',
    {
      received: `${name} of shape ${printShape(mask.shape)}`,
      expected: `a mask of shape (${wanted.map((size) => (size === undefined ? '?' : printDimension(size))).join(', ')})`,
      advice: 'give it one entry for every pair of query and key, or for every key that is padding',
    },
    [mask],
  );
}

const axisOf = (input: Tensor | undefined, axis: number | undefined): Dimension | undefined =>
  axis === undefined ? undefined : input?.shape.dimensions[axis];

/** What the masks of an attention of `query` to `key` must fit. */
function attendedBy(call: Call, names: [query: string, key: string], heads: string): Attended | undefined {
  const self = layerOf(call);
  const [query, key] = names.map((name) => closed(call, name));
  if (!query || !key || axesOf(query) !== axesOf(key)) return undefined;
  const parts = widthOf(self, heads).width;
  if (axesOf(query) === 2) return { queries: axisOf(query, 0), keys: axisOf(key, 0), batch: null, heads: parts };
  if (axesOf(query) !== 3) return undefined;
  const batch = batchOf(self)?.(3)[0];
  const length = batch === undefined ? undefined : 1 - batch;
  return { queries: axisOf(query, length), keys: axisOf(key, length), batch: axisOf(query, batch), heads: parts };
}

/** The masks of an attention, where the inputs themselves fit. */
export const masks =
  (names: MaskNames, inputs: [query: string, key: string], heads = 'nhead'): Condition =>
  (call) => {
    const sizes = attendedBy(call, inputs, heads);
    if (sizes && !isForeign(call)) checkMasks(call, names, sizes);
  };

/** As Transformers call their masks. */
export const maskNames = (of: string): MaskNames => ({ attention: `${of}_mask`, padding: `${of}_key_padding_mask` });
