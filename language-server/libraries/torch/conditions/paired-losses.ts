/** Losses that take more than an input and a target of one shape. */
import { known } from '../../../interpreter/memory';
import { product, subtract } from '../../../domain/dimension';
import { different, sign } from '../../../domain/order';
import { printDimension } from '../../../domain/print-dimension';
import { broadcast, printShape, shape, type Shape } from '../../../domain/shape';
import type { Tensor, Value } from '../../../interpreter/value';
import { elementsIn, integerIn, valueOf } from '../../call';
import { both, closed, pair, refuse, type Condition, type Conditions } from '../../condition';
import type { Call } from '../../library';

function refuseShape(call: Call, name: string, value: Tensor, expected: string): void {
  refuse(
    call,
    'shape-mismatch',
    {
      received: `${name} of shape ${printShape(value.shape)}`,
      expected,
      advice: 'make them come from the same batch',
    },
    [value],
  );
}

const misfits = (a: Shape, b: Shape): boolean =>
  a.dimensions.length !== b.dimensions.length || a.dimensions.some((size, i) => different(size, b.dimensions[i]!));

const without = ({ dimensions }: Shape, axis: number): Shape => shape(dimensions.toSpliced(axis, 1));

/** A variance for each entry, or one for all along an axis; it may lack the last. */
const variance: Condition = (call) => {
  const [input, variances] = [closed(call), closed(call, 'var')];
  if (!input || !variances) return;
  const [whole, own] = [input.shape, variances.shape];
  const missing = whole.dimensions.length - own.dimensions.length;
  const fits =
    missing === 1
      ? !misfits(without(whole, -1), own)
      : missing === 0 && !own.dimensions.some((size, i) => different(size, whole.dimensions[i]!) && different(size, 1));
  if (!fits) refuseShape(call, 'var', variances, `a variance for each entry of ${printShape(whole)}`);
};

/** As many axes in each of a pair, and sizes that go together. */
const ofOneRank =
  (...pairs: readonly (readonly [string, string])[]): Condition =>
  (call) => {
    const wrong = pairs.find(([first, second]) => {
      const [a, b] = [closed(call, first), closed(call, second)];
      if (!a || !b) return false;
      return a.shape.dimensions.length !== b.shape.dimensions.length || broadcast(a.shape, b.shape).conflict;
    });
    const [reference, other] = wrong?.map((name) => closed(call, name)) ?? [];
    if (wrong && reference && other)
      refuseShape(call, wrong[1], other, `the shape of ${wrong[0]}, ${printShape(reference.shape)}`);
  };

/** One sign for every pair of vectors: (N, D), (N, D), (N), or (D), (D), () */
const signs: Condition = (call) => {
  const [input, target] = [closed(call), closed(call, 'target')];
  if (!input || !target || input.shape.dimensions.length === 0) return;
  const pairs = without(input.shape, -1);
  const { length } = pairs.dimensions;
  if (length > 1 || target.shape.dimensions.length !== length || broadcast(pairs, target.shape).conflict)
    refuseShape(call, 'target', target, `shape ${printShape(pairs)}`);
};

/** For every class a place in the list of those that are right. */
const sameShape: Condition = (call) => {
  const [input, target] = [closed(call), closed(call, 'target')];
  if (input && target && misfits(input.shape, target.shape))
    refuseShape(call, 'target', target, `the shape of input, ${printShape(input.shape)}`);
};

/** (T, N, C): scores of every class at each of T times, for N sequences; (T, C) for one. */
function sequencesOf(call: Call): Tensor | undefined {
  const input = closed(call);
  return input && /^[23]$/.test(String(input.shape.dimensions.length)) ? input : undefined;
}

/** Targets and lengths for every sequence of the batch. */
const oneEach: Condition = (call) => {
  const input = sequencesOf(call);
  const batch = input?.shape.dimensions.length === 2 ? 1 : input?.shape.dimensions[1];
  if (batch === undefined) return;
  const parts = (['targets', 'input_lengths', 'target_lengths'] as const).map(
    (name) => [name, closed(call, name)] as const,
  );
  const wrong = parts.find(([name, value]) => {
    const { dimensions } = value?.shape ?? shape([]);
    if (name === 'targets') return dimensions.length === 2 && different(dimensions[0]!, batch);
    return value !== undefined && different(product(dimensions), batch);
  });
  if (wrong?.[1]) refuseShape(call, wrong[0], wrong[1], `one for each of the ${printDimension(batch)} sequences`);
};

const numbersIn = (value: Value): readonly Value[] | readonly number[] | undefined =>
  value.kind === 'tensor' ? known(value).values : elementsIn(value);

/** No sequence is longer than the scores. */
const shortEnough: Condition = (call) => {
  const times = sequencesOf(call)?.shape.dimensions[0];
  const lengths = numbersIn(valueOf(call, 'input_lengths'))?.map((each) =>
    typeof each === 'number' ? each : integerIn(each),
  );
  const long = lengths?.find((each) => each !== undefined && times !== undefined && sign(subtract(each, times)) === 1);
  if (long === undefined || times === undefined) return;
  refuse(call, 'argument-mismatch', {
    received: `an input length of ${printDimension(long)}`,
    expected: `at most ${printDimension(times)}, the first size of the input`,
    advice: 'take the lengths from what the network gives, after its strides',
  });
};

export const PAIRED_LOSS_CONDITIONS: Conditions = {
  ...pair('GaussianNLLLoss', 'gaussian_nll_loss', variance),
  ...pair('MarginRankingLoss', 'margin_ranking_loss', ofOneRank(['input', 'input2'], ['input', 'target'])),
  ...pair('CosineEmbeddingLoss', 'cosine_embedding_loss', signs),
  ...pair('TripletMarginLoss', 'triplet_margin_loss', ofOneRank(['input', 'positive'], ['input', 'negative'])),
  ...pair('MultiLabelMarginLoss', 'multilabel_margin_loss', sameShape),
  ...pair('CTCLoss', 'ctc_loss', both(oneEach, shortEnough)),
};
