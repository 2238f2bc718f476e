import { numberOfAxes } from '../../domain/amount';
import { product, type Dimension } from '../../domain/dimension';
import { ANY_SHAPE, printShape, shape } from '../../domain/shape';
import { Cell } from '../../interpreter/store';
import { integer, list, string, tuple, UNKNOWN, type Entry, type Tensor } from '../../interpreter/value';
import { arrayClass } from '../../interpreter/arrays';
import { elementsIn, mismatch, moved, sizesIn, stringOf, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { via } from '../via';
import { axesOf } from './axes';
import { isFlaw, parseSide } from './pattern';
import { inputOf } from './rearranging';

/** Axes before and after the one star of `b * c`; undefined for another pattern. */
function starOf(call: Call): { before: number; after: number } | undefined {
  const axes = stringOf(call, 'pattern')?.split(' ').filter(Boolean) ?? [];
  const at = axes.indexOf('*');
  return at >= 0 && at === axes.lastIndexOf('*') ? { before: at, after: axes.length - 1 - at } : undefined;
}

/** The sizes that stand for the star in a tensor; undefined where they are not known. */
function middleOf({ shape: { open, dimensions } }: Tensor, before: number, after: number): Dimension[] | undefined {
  return open || dimensions.length < before + after ? undefined : dimensions.slice(before, dimensions.length - after);
}

/** Tensors beside each other, what the star stands for flattened in each: with the sizes that it stood for. */
const pack: Rule = (call) => {
  const star = starOf(call);
  const tensors = elementsIn(valueOf(call, 'tensors'))?.flatMap((each) => (each.kind === 'tensor' ? [each] : []));
  const [first] = tensors ?? [];
  if (!star || !tensors || !first || tensors.length !== elementsIn(valueOf(call, 'tensors'))?.length) return UNKNOWN;
  const { before, after } = star;
  if (tensors.some((each) => tooFew(call, each, before + after))) return UNKNOWN;
  const middles = tensors.map((each) => middleOf(each, before, after));
  if (middles.some((each) => !each)) return UNKNOWN;
  const flat = tensors.map((each, i) => {
    const { dimensions } = each.shape;
    const end = dimensions.slice(dimensions.length - after);
    return moved(each, shape([...dimensions.slice(0, before), product(middles[i]!), ...end]));
  });
  const joined = via('torch.cat', { tensors: list(flat), dim: integer(before) })(call);
  const packed = joined.kind === 'tensor' ? { ...joined, array: arrayClass(first) } : joined;
  return tuple([packed, list(middles.map((sizes) => tuple(sizes!.map(integer))))]);
};

function tooFew(call: Call, input: Tensor, needed: number): boolean {
  const { open, dimensions } = input.shape;
  if (open || dimensions.length >= needed) return false;
  mismatch(call, {
    received: `an input of shape ${printShape(input.shape)}, with ${numberOfAxes(dimensions.length)}`,
    expected: `at least ${needed}, the names of the pattern`,
    advice: 'leave names out, or add the missing axes',
    inputs: [input],
  });
  return true;
}

/** The tensors that were packed: where the star was, each has its own sizes again. */
const unpack: Rule = (call) => {
  const star = starOf(call);
  const input = inputOf(call);
  const parts = elementsIn(valueOf(call, 'packed_shapes'))?.map(sizesIn);
  if (!parts || !star) return UNKNOWN;
  const { open, dimensions } = input.shape;
  const rank = star.before + star.after + 1;
  const known = !open && dimensions.length === rank;
  return list(
    parts.map((sizes) => {
      const hole = sizes?.some((size) => size === undefined || (typeof size === 'number' && size < 0));
      if (!sizes || hole || !known) return { ...moved(input, ANY_SHAPE), array: arrayClass(input) };
      const own = shape([
        ...dimensions.slice(0, star.before),
        ...(sizes as Dimension[]),
        ...dimensions.slice(star.before + 1),
      ]);
      return { ...moved(input, own), array: arrayClass(input) };
    }),
  );
};

/** `parse_shape(x, 'b _ h w')`: the sizes by their names; a `_` stands for any axis. */
const parseShape: Rule = (call) => {
  const side = parseSide(stringOf(call, 'pattern') ?? '');
  if (!side || isFlaw(side) || side.some((axis) => axis.length !== 1)) return UNKNOWN;
  const named = side.map((axis, i) => (axis[0] === '_' ? [`_${i}`] : axis));
  const axes = axesOf(call, named, inputOf(call), new Map());
  if (!axes) return UNKNOWN;
  const namedSizes = [...axes.sizes].filter(([name]) => !name.startsWith('_'));
  const entries = namedSizes.map(([name, size]): [string, Entry] => [
    `s${name}`,
    { key: string(name), value: integer(size) },
  ]);
  return { kind: 'dictionary', entries: new Cell<ReadonlyMap<string, Entry> | undefined>(new Map(entries)) };
};

export const PACKING: Table = {
  'einops.pack': row('tensors, pattern', pack),
  'einops.unpack': row('tensor, packed_shapes, pattern', unpack),
  'einops.parse_shape': row('tensor, pattern', parseShape),
};
