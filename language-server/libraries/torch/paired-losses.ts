/** Losses of tensors that are compared: of triplets, of pairs, of sequences. */
import { ANY_SHAPE, broadcast, shape, type Shape } from '../../domain/shape';
import { isNone, layer, merged, tensorOf } from '../call';
import { row, type Rule, type Table } from '../library';
import { reduced } from './loss-reduction';

/** Sizes that go together; what crashes has no shape. */
const together = (shapes: readonly Shape[]): Shape =>
  shapes.reduce((all, each) => {
    const { shape: result, conflict } = broadcast(all, each);
    return conflict ? ANY_SHAPE : result;
  }, shape([]));

/** (…, D) → (…) */
const withoutFeatures = ({ open, dimensions }: Shape): Shape =>
  open && dimensions.length === 0 ? ANY_SHAPE : shape(dimensions.slice(0, -1), open);

/** (…, D) thrice → (…); a distance of one's own may give anything. */
const triplets = reduced((call) => {
  const own = call.arguments.has('distance_function') && !isNone(call, 'distance_function');
  const shapes = ['input', 'positive', 'negative'].map((name) => withoutFeatures(tensorOf(call, name).shape));
  return own ? ANY_SHAPE : together(shapes);
});

/** (N, D), (N, D), (N) → (N) */
const angles = reduced((call) => {
  const rows = ['input', 'input2'].map((name) => withoutFeatures(tensorOf(call, name).shape));
  return together([...rows, tensorOf(call, 'target').shape]);
});

const ranks = reduced((call) => together(['input', 'input2', 'target'].map((name) => tensorOf(call, name).shape)));

/** (T, N, C) → (N); (T, C) → () */
const sequences = reduced((call) => {
  const { open, dimensions } = tensorOf(call).shape;
  return open ? ANY_SHAPE : shape(dimensions.slice(1, -1));
});

const OLD = 'size_average=None, reduce=None, reduction=mean';
const OWN = '*, distance_function=None, margin=1.0, swap=False, reduction=mean';
const TRIPLET = 'input, positive, negative';
const PAIR = 'input, input2, target';
const CTC = 'input, targets, input_lengths, target_lengths';

/** Layers, what they are called with and made with; the function has both. */
const LOSSES: readonly (readonly [layer: string, name: string, inputs: string, settings: string, rule: Rule])[] = [
  ['TripletMarginLoss', 'triplet_margin_loss', TRIPLET, `margin=1.0, p=2.0, eps=1e-06, swap=False, ${OLD}`, triplets],
  ['TripletMarginWithDistanceLoss', 'triplet_margin_with_distance_loss', TRIPLET, OWN, triplets],
  ['MarginRankingLoss', 'margin_ranking_loss', PAIR, `margin=0.0, ${OLD}`, ranks],
  ['CosineEmbeddingLoss', 'cosine_embedding_loss', PAIR, `margin=0.0, ${OLD}`, angles],
  ['CTCLoss', 'ctc_loss', CTC, 'blank=0, reduction=mean, zero_infinity=False', sequences],
];

export const PAIRED_LOSSES: Table = {
  ...merged(LOSSES.map(([name, , inputs, settings, rule]) => layer(`torch.nn.${name}`, settings, rule, inputs))),
  ...Object.fromEntries(
    LOSSES.map(([, name, inputs, settings, rule]) => [
      `torch.nn.functional.${name}`,
      row(`${inputs}, ${settings}`, rule),
    ]),
  ),
};
