import type { Dimension } from '../../../domain/dimension';
import { printDimension } from '../../../domain/print-dimension';
import type { Shape } from '../../../domain/shape';
import { libraryClass } from '../../../interpreter/modules';
import type { Value } from '../../../interpreter/value';
import type { Cost, Count, Made, Traffic } from '../../cost';
import { costOf, entriesIn } from '../../cost';
import { madeOf } from '../../made';
import { only, times, total } from '../../counts';

/** d_model of the keys or values: the query's unless given. */
const widthOf = (made: Made, name: string): Count =>
  made.value(name).kind === 'none' ? made.size('embed_dim') : made.size(name);

/** Projections of query, key and value and of the output, with their biases. */
const projections = (width: Count, key: Count, value: Count, bias: boolean | undefined): Count =>
  total(times(2, width, width), times(width, key), times(width, value), only(bias, times(4, width)));

interface Sizes {
  width: Count;
  key?: Count;
  value?: Count;
  first: boolean | undefined;
}

/** N·L, N·S and N·L·S of (N, L, E) and (N, S, E), or of (L, E) and (S, E). */
function lengths(query: Shape, key: Shape, first: boolean | undefined): Record<'rows' | 'keys' | 'pairs', Count> {
  const rows = entriesIn({ ...query, dimensions: query.dimensions.slice(0, -1) });
  const keys = entriesIn({ ...key, dimensions: key.dimensions.slice(0, -1) });
  const batched = key.dimensions.length === 3;
  const axis = batched ? (first === undefined ? undefined : Number(first)) : 0;
  const length: Count = axis === undefined ? undefined : key.dimensions[axis];
  return { rows, keys, pairs: times(rows, length) };
}

/** Two products with every pair of positions and four projections. */
function attended({ width, key = width, value = width, first }: Sizes, query?: Shape, source?: Shape): Count {
  if (!query || !source || query.open || source.open) return undefined;
  const { rows, keys, pairs } = lengths(query, source, first);
  return total(times(2, rows, width, width), times(keys, width, total(key, value)), times(2, pairs, width));
}

export const multihead: Cost = {
  parameters: (made) => {
    const width = made.size('embed_dim');
    const own = projections(width, widthOf(made, 'kdim'), widthOf(made, 'vdim'), made.flag('bias'));
    return total(own, only(made.flag('add_bias_kv'), times(2, width)));
  },
  multiplyAdds: (made, { input }) => {
    if (made.flag('add_bias_kv') !== false || made.flag('add_zero_attn') !== false) return undefined;
    const [width, first] = [made.size('embed_dim'), made.flag('batch_first')];
    const sizes = { width, key: widthOf(made, 'kdim'), value: widthOf(made, 'vdim'), first };
    return attended(sizes, input(0, 'query'), input(1, 'key'));
  },
  summary: (made) => `${text(made.size('embed_dim'))}, heads ${text(made.size('num_heads'))}`,
};

const text = (size: Dimension | undefined): string => (size === undefined ? '?' : printDimension(size));

/** Attentions, two linear layers and a layer norm after each part; `bias` of all, which older versions always have. */
function layerParameters(made: Made, attentions: number): Count {
  const [width, hidden, bias] = [made.size('d_model'), made.size('dim_feedforward'), made.flag('bias')];
  const attention = times(attentions, projections(width, width, width, bias));
  const linear = total(times(2, width, hidden), only(bias, total(width, hidden)));
  const norms = times(attentions + 1, total(width, only(bias, width)));
  return total(attention, linear, norms);
}

const feedForward = (made: Made, shape: Shape | undefined): Count =>
  times(2, entriesIn(shape), made.size('dim_feedforward'));

const sizesOf = (made: Made): Sizes => ({ width: made.size('d_model'), first: made.flag('batch_first') });

const summary = (made: Made): string => `${text(made.size('d_model'))}, heads ${text(made.size('nhead'))}`;

export const encoderLayer: Cost = {
  parameters: (made) => layerParameters(made, 1),
  multiplyAdds: (made, { input }) => {
    const source = input(0, 'src');
    return total(attended(sizesOf(made), source, source), feedForward(made, source));
  },
  summary,
};

export const decoderLayer: Cost = {
  parameters: (made) => layerParameters(made, 2),
  multiplyAdds: (made, { input }) => {
    const [target, memory] = [input(0, 'tgt'), input(1, 'memory')];
    const attentions = total(attended(sizesOf(made), target, target), attended(sizesOf(made), target, memory));
    return total(attentions, feedForward(made, target));
  },
  summary,
};

/** The cost of a module that is an argument; none of None. */
function within(value: Value, count: (cost: Cost, made: Made) => Count): Count {
  if (value.kind === 'none') return 0;
  const cost = value.kind === 'instance' ? costOf(libraryClass(value)?.name ?? '') : undefined;
  return cost && value.kind === 'instance' && !value.escaped.value && value.class.kind === 'library'
    ? count(cost, madeOf(value))
    : undefined;
}

/** Copies of one layer, and a norm. */
export const stack = (layer: string): Cost => ({
  parameters: (made) =>
    total(
      times(
        made.size('num_layers'),
        within(made.value(layer), (cost, inner) => cost.parameters(inner)),
      ),
      within(made.value('norm'), (cost, inner) => cost.parameters(inner)),
    ),
  multiplyAdds: (made, traffic) =>
    times(
      made.size('num_layers'),
      within(made.value(layer), (cost, inner) => cost.multiplyAdds?.(inner, traffic)),
    ),
  summary: (made) => `${text(made.size('num_layers'))} layers`,
});

const isPlain = (made: Made): boolean =>
  ['custom_encoder', 'custom_decoder'].every((name) => made.value(name).kind === 'none');

/** An encoder of src, a decoder of tgt that sees it, a norm after each. */
export const transformer: Cost = {
  parameters: (made) => {
    const [width, bias] = [made.size('d_model'), made.flag('bias')];
    const layers = total(
      times(made.size('num_encoder_layers'), layerParameters(made, 1)),
      times(made.size('num_decoder_layers'), layerParameters(made, 2)),
    );
    return isPlain(made) ? total(layers, times(2, total(width, only(bias, width)))) : undefined;
  },
  multiplyAdds: (made, traffic) => {
    const memory = traffic.input(0, 'src');
    const decoded: Traffic = { ...traffic, input: (position) => (position === 0 ? traffic.input(1, 'tgt') : memory) };
    const sum = total(
      times(made.size('num_encoder_layers'), encoderLayer.multiplyAdds?.(made, traffic)),
      times(made.size('num_decoder_layers'), decoderLayer.multiplyAdds?.(made, decoded)),
    );
    return isPlain(made) ? sum : undefined;
  },
  summary,
};
