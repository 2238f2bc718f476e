import { known } from '../../interpreter/memory';
import { unknownDimension, type Dimension } from '../../domain/dimension';
import { ANY_SHAPE, shape } from '../../domain/shape';
import { made } from '../../interpreter/construction';
import { setAttribute } from '../../interpreter/setting-attributes';
import {
  integer,
  library,
  list,
  tensor,
  tuple,
  UNKNOWN,
  type Instance,
  type Tensor,
  type Value,
} from '../../interpreter/value';
import { attributeOf, booleanOf, derived, elementsIn, integerOf, numberIn, sized, tensorOf, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { alikeIn, type Alike } from './alike';

const PACKED = 'torch.nn.utils.rnn.PackedSequence';

/** Sequences of several lengths as one row of entries: a batch of so many, the longest of them, and the axes of a step. */
export interface Packed {
  batch: Dimension;
  longest: Dimension;
  features: readonly Dimension[];
  /** The steps of all together. */
  total: Dimension;
}

/** Attributes that keep it, under names that no program uses. */
const [BATCH, LONGEST] = ['*batch', '*longest'];

export const isPacked = (value: Value): value is Instance =>
  value.kind === 'instance' && value.class.name === PACKED && !value.escaped.value;

/** A packed sequence; undefined for any other value. */
export function packedIn(value: Value): Packed | undefined {
  if (!isPacked(value)) return undefined;
  const [batch, longest, data] = [BATCH, LONGEST, 'data'].map((name) => attributeOf(value, name));
  if (batch?.kind !== 'integer' || longest?.kind !== 'integer' || data?.kind !== 'tensor') return undefined;
  const [total, ...features] = data.shape.dimensions;
  return { batch: batch.value, longest: longest.value, features, total: total! };
}

/** PyTorch's object for it, which says neither type nor device: it has methods of its own that change them. */
export function packedSequence(call: Call, { batch, longest, features, total }: Packed): Instance {
  const packed = made(library(PACKED), { site: call.site });
  const set = (name: string, value: Value): void => {
    setAttribute(call.machine, packed, name, value);
  };
  set(BATCH, integer(batch));
  set(LONGEST, integer(longest));
  set('data', sized([total, ...features]));
  set('batch_sizes', sized([longest], { type: 'int64' }));
  return packed;
}

/** Lengths that the program fixes, as a list or a vector. */
export function lengthsIn(value: Value): readonly number[] | undefined {
  if (value.kind === 'tensor') return known(value).values;
  const numbers = elementsIn(value)?.map(numberIn);
  return numbers?.every((each) => each !== undefined) ? numbers : undefined;
}

/** (T, B, …), (B, T, …) with batch_first → packed */
const pack: Rule = (call) => {
  const { open, dimensions } = tensorOf(call).shape;
  const first = booleanOf(call, 'batch_first');
  if (open || dimensions.length < 2 || first === undefined) return UNKNOWN;
  const lengths = lengthsIn(valueOf(call, 'lengths'));
  const [batch, ...features] = [dimensions[first ? 0 : 1]!, ...dimensions.slice(2)];
  return packedSequence(call, {
    batch,
    features,
    longest: lengths ? Math.max(...lengths) : unknownDimension(),
    total: lengths ? lengths.reduce((sum, each) => sum + each, 0) : unknownDimension(),
  });
};

/** packed → (T, B, …) or (B, T, …), and the lengths (B) */
const unpack: Rule = (call) => {
  const packed = packedIn(valueOf(call, 'sequence'));
  const first = booleanOf(call, 'batch_first');
  if (!packed || first === undefined) return tuple([tensor(ANY_SHAPE), sized([unknownDimension()], { type: 'int64' })]);
  const { batch, features, longest } = packed;
  const steps =
    valueOf(call, 'total_length').kind === 'none' ? longest : (integerOf(call, 'total_length') ?? unknownDimension());
  const sizes = first ? [batch, steps] : [steps, batch];
  return tuple([sized([...sizes, ...features]), sized([batch], { type: 'int64' })]);
};

const tensorsIn = (value: Value): Tensor[] | undefined => {
  const elements = elementsIn(value);
  const tensors = elements?.filter((each): each is Tensor => each.kind === 'tensor' && !each.shape.open);
  return tensors && tensors.length > 0 && tensors.length === elements?.length ? tensors : undefined;
};

const longestOf = (tensors: readonly Tensor[]): Dimension => {
  const steps = tensors.map((each) => each.shape.dimensions[0]);
  return steps.every((each) => typeof each === 'number') ? Math.max(...steps) : unknownDimension();
};

function padAlike(call: Call, { like, count, size }: Alike): Tensor {
  const [batch, steps] = [count ?? unknownDimension(), size(0) ?? unknownDimension()];
  const first = booleanOf(call, 'batch_first');
  if (first === undefined || like.shape.dimensions.length === 0) return tensor(ANY_SHAPE);
  return derived(like, shape([...(first ? [batch, steps] : [steps, batch]), ...like.shape.dimensions.slice(1)]));
}

/** (T₁, …), (T₂, …), … → (T, B, …) or (B, T, …) with the longest T */
const pad: Rule = (call) => {
  const many = alikeIn(valueOf(call, 'sequences'));
  if (many) return padAlike(call, many);
  const tensors = tensorsIn(valueOf(call, 'sequences'));
  const first = booleanOf(call, 'batch_first');
  if (!tensors || first === undefined) return tensor(ANY_SHAPE);
  const [steps, batch] = [longestOf(tensors), tensors.length];
  const { type } = tensors[0]!;
  const alike = type !== undefined && tensors.every((each) => each.type === type);
  const sizes = [...(first ? [batch, steps] : [steps, batch]), ...tensors[0]!.shape.dimensions.slice(1)];
  return tensor(shape(sizes), alike ? { type } : {});
};

/** (T, B, …) or (B, T, …) → (T₁, …), (T₂, …), … */
const unpad: Rule = (call) => {
  const padded = tensorOf(call, 'padded_sequences');
  const [lengths, first] = [lengthsIn(valueOf(call, 'lengths')), booleanOf(call, 'batch_first')];
  if (padded.shape.open || !lengths || first === undefined) return list(undefined);
  return list(lengths.map((length) => derived(padded, shape([length, ...padded.shape.dimensions.slice(2)]))));
};

export const PACKING: Table = {
  'torch.nn.utils.rnn.unpad_sequence': row('padded_sequences, lengths, batch_first=False', unpad),
  'torch.nn.utils.rnn.pack_padded_sequence': row('input, lengths, batch_first=False, enforce_sorted=True', pack),
  'torch.nn.utils.rnn.pad_packed_sequence': row(
    'sequence, batch_first=False, padding_value=0.0, total_length=None',
    unpack,
  ),
  'torch.nn.utils.rnn.pad_sequence': row('sequences, batch_first=False, padding_value=0.0, padding_side=right', pad),
};
