import { shape } from '../../domain/shape';
import { tensor, UNKNOWN } from '../../interpreter/value';
import { ANY_SHAPE } from '../../domain/shape';
import { asFunction, layer, merged, tensorOf, valueOf } from '../call';
import { row, type Rule, type Table } from '../library';

/** A mean or a sum is a scalar. */
const loss: Rule = (given) => {
  const call = asFunction(given);
  const reduction = valueOf(call, 'reduction');
  if (reduction.kind !== 'string') return UNKNOWN;
  return reduction.value === 'none' ? tensor({ open: true, dimensions: [] }) : tensor(shape([]), { type: 'float' });
};

/** Without reduction the loss has the input's shape. */
const elementLoss: Rule = (given) => {
  const call = asFunction(given);
  const reduction = valueOf(call, 'reduction');
  if (reduction.kind !== 'string') return UNKNOWN;
  return tensor(reduction.value === 'none' ? tensorOf(call).shape : shape([]), { type: 'float' });
};

/** Without reduction one number for every place of the target: the input's axes but the one of classes or features. */
const withoutAxis =
  (axis: (rank: number) => number): Rule =>
  (given) => {
    const call = asFunction(given);
    const reduction = valueOf(call, 'reduction');
    if (reduction.kind !== 'string' || reduction.value !== 'none') return loss(given);
    const { open, dimensions } = tensorOf(call).shape;
    if (open) return tensor(ANY_SHAPE, { type: 'float' });
    return tensor(shape(dimensions.toSpliced(axis(dimensions.length), 1)), { type: 'float' });
  };

/** (N, C, …) → (N, …), (C) → () */
const ofClasses = withoutAxis((rank) => (rank === 1 ? 0 : 1));
const ofFeatures = withoutAxis((rank) => rank - 1);

const OLD = 'size_average=None, reduce=None, reduction=mean';

const LAYERS: [string, string, string, Rule][] = [
  [
    'CrossEntropyLoss',
    'weight=None, size_average=None, ignore_index=-100, reduce=None, reduction=mean, label_smoothing=0.0',
    'input, target',
    ofClasses,
  ],
  [
    'NLLLoss',
    'weight=None, size_average=None, ignore_index=-100, reduce=None, reduction=mean',
    'input, target',
    ofClasses,
  ],
  ['MSELoss', OLD, 'input, target', elementLoss],
  ['L1Loss', OLD, 'input, target', elementLoss],
  ['SmoothL1Loss', `${OLD}, beta=1.0`, 'input, target', elementLoss],
  ['HuberLoss', 'reduction=mean, delta=1.0', 'input, target', elementLoss],
  ['BCELoss', `weight=None, ${OLD}`, 'input, target', elementLoss],
  ['BCEWithLogitsLoss', `weight=None, ${OLD}, pos_weight=None`, 'input, target', elementLoss],
  ['KLDivLoss', `${OLD}, log_target=False`, 'input, target', elementLoss],
  [
    'PoissonNLLLoss',
    'log_input=True, full=False, size_average=None, eps=1e-08, reduce=None, reduction=mean',
    'input, target',
    elementLoss,
  ],
  ['GaussianNLLLoss', '*, full=False, eps=1e-06, reduction=mean', 'input, target, var', elementLoss],
  ['CTCLoss', 'blank=0, reduction=mean, zero_infinity=False', 'input, targets, input_lengths, target_lengths', loss],
  ['HingeEmbeddingLoss', `margin=1.0, ${OLD}`, 'input, target', elementLoss],
  ['MarginRankingLoss', `margin=0.0, ${OLD}`, 'input, input2, target', loss],
  ['TripletMarginLoss', `margin=1.0, p=2.0, eps=1e-06, swap=False, ${OLD}`, 'input, positive, negative', loss],
  [
    'TripletMarginWithDistanceLoss',
    '*, distance_function=None, margin=1.0, swap=False, reduction=mean',
    'input, positive, negative',
    loss,
  ],
  ['CosineEmbeddingLoss', `margin=0.0, ${OLD}`, 'input, input2, target', loss],
  ['MultiMarginLoss', `p=1, margin=1.0, weight=None, ${OLD}`, 'input, target', ofFeatures],
  ['MultiLabelMarginLoss', OLD, 'input, target', ofFeatures],
  ['MultiLabelSoftMarginLoss', `weight=None, ${OLD}`, 'input, target', ofFeatures],
  ['SoftMarginLoss', OLD, 'input, target', elementLoss],
];

const FUNCTIONS: [string, string, Rule][] = [
  [
    'cross_entropy',
    'input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction=mean, label_smoothing=0.0',
    ofClasses,
  ],
  [
    'nll_loss',
    'input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction=mean',
    ofClasses,
  ],
  ['mse_loss', `input, target, ${OLD}`, elementLoss],
  ['l1_loss', `input, target, ${OLD}`, elementLoss],
  ['smooth_l1_loss', `input, target, ${OLD}, beta=1.0`, elementLoss],
  ['huber_loss', 'input, target, reduction=mean, delta=1.0', elementLoss],
  ['binary_cross_entropy', `input, target, weight=None, ${OLD}`, elementLoss],
  ['binary_cross_entropy_with_logits', `input, target, weight=None, ${OLD}, pos_weight=None`, elementLoss],
  [
    'poisson_nll_loss',
    'input, target, log_input=True, full=False, size_average=None, eps=1e-08, reduce=None, reduction=mean',
    elementLoss,
  ],
  ['soft_margin_loss', `input, target, ${OLD}`, elementLoss],
  ['hinge_embedding_loss', `input, target, margin=1.0, ${OLD}`, elementLoss],
  ['multilabel_soft_margin_loss', `input, target, weight=None, ${OLD}`, ofFeatures],
  ['gaussian_nll_loss', 'input, target, var, full=False, eps=1e-06, reduction=mean', elementLoss],
  ['ctc_loss', 'input, targets, input_lengths, target_lengths, blank=0, reduction=mean, zero_infinity=False', loss],
  [
    'triplet_margin_with_distance_loss',
    'input, positive, negative, *, distance_function=None, margin=1.0, swap=False, reduction=mean',
    loss,
  ],
  ['multi_margin_loss', `input, target, p=1, margin=1.0, weight=None, ${OLD}`, ofFeatures],
  ['multilabel_margin_loss', `input, target, ${OLD}`, ofFeatures],
  ['kl_div', `input, target, ${OLD}, log_target=False`, elementLoss],
];

export const LOSSES: Table = {
  ...merged(LAYERS.map(([name, signature, inputs, rule]) => layer(`torch.nn.${name}`, signature, rule, inputs))),
  ...Object.fromEntries(
    FUNCTIONS.map(([name, signature, rule]) => [`torch.nn.functional.${name}`, row(signature, rule)]),
  ),
};
