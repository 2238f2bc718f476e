/** Losses are reduced in one of few ways, which they ask for when they are computed. */
import { asFunction, isNone, layerOf, stringOf } from '../../call';
import { pair, refuse, type Condition, type Conditions } from '../../condition';
import type { Call } from '../../library';

/** `elementwise_mean` is what `mean` was called before. */
const WAYS = ['mean', 'sum', 'none', 'elementwise_mean'];

/** Where one of the older settings is given, the way is not looked at. */
const isOutdone = (call: Call): boolean =>
  ['size_average', 'reduce'].some((name) => call.arguments.has(name) && !isNone(call, name));

const reducedBy =
  (...more: string[]): Condition =>
  (given) => {
    const call = layerOf(given) ? asFunction(given) : given;
    const way = stringOf(call, 'reduction');
    if (isOutdone(call) || way === undefined || WAYS.includes(way) || more.includes(way)) return;
    refuse(given, 'argument-mismatch', {
      received: `reduction='${way}'`,
      expected: [...more, 'mean', 'sum', 'none'].map((each) => `'${each}'`).join(', '),
      advice: "average with 'mean', add up with 'sum', or keep every loss with 'none'",
    });
  };

const LOSSES = {
  L1Loss: 'l1_loss',
  MSELoss: 'mse_loss',
  SmoothL1Loss: 'smooth_l1_loss',
  HuberLoss: 'huber_loss',
  CrossEntropyLoss: 'cross_entropy',
  NLLLoss: 'nll_loss',
  BCELoss: 'binary_cross_entropy',
  BCEWithLogitsLoss: 'binary_cross_entropy_with_logits',
  HingeEmbeddingLoss: 'hinge_embedding_loss',
  MarginRankingLoss: 'margin_ranking_loss',
  MultiMarginLoss: 'multi_margin_loss',
  CosineEmbeddingLoss: 'cosine_embedding_loss',
  TripletMarginLoss: 'triplet_margin_loss',
  CTCLoss: 'ctc_loss',
};

export const REDUCTION_CONDITIONS: Conditions = {
  ...Object.fromEntries(
    Object.entries(LOSSES).flatMap(([layer, name]) => Object.entries(pair(layer, name, reducedBy()))),
  ),
  ...pair('KLDivLoss', 'kl_div', reducedBy('batchmean')),
};
