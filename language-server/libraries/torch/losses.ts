import { ANY_SHAPE, broadcast, shape, type Shape } from '../../domain/shape';
import { layer, merged, tensorOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { reduced } from './loss-reduction';

/** Of the input, which the target is like. */
const elementLoss = reduced((call) => tensorOf(call).shape);

/** Input and target broadcast; what does not is told by a condition. */
const together = (call: Call): Shape => {
  const { shape: both, conflict } = broadcast(tensorOf(call).shape, tensorOf(call, 'target').shape);
  return conflict ? ANY_SHAPE : both;
};

const broadcastLoss = reduced(together);

/** The mean along the input's last axis. */
const labelLoss = reduced((call) => {
  const [both, { shape: input }] = [together(call), tensorOf(call)];
  return both.open || input.open || input.dimensions.length === 0
    ? ANY_SHAPE
    : shape(both.dimensions.toSpliced(input.dimensions.length - 1, 1));
});

/** Without reduction one number for every place of the target: the input's axes but the one of classes or features. */
const withoutAxis = (axis: (rank: number) => number): Rule =>
  reduced((call) => {
    const { open, dimensions } = tensorOf(call).shape;
    return open ? ANY_SHAPE : shape(dimensions.toSpliced(axis(dimensions.length), 1));
  });

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
  ['MSELoss', OLD, 'input, target', broadcastLoss],
  ['L1Loss', OLD, 'input, target', broadcastLoss],
  ['SmoothL1Loss', `${OLD}, beta=1.0`, 'input, target', broadcastLoss],
  ['HuberLoss', 'reduction=mean, delta=1.0', 'input, target', broadcastLoss],
  ['BCELoss', `weight=None, ${OLD}`, 'input, target', elementLoss],
  ['BCEWithLogitsLoss', `weight=None, ${OLD}, pos_weight=None`, 'input, target', elementLoss],
  ['KLDivLoss', `${OLD}, log_target=False`, 'input, target', broadcastLoss],
  [
    'PoissonNLLLoss',
    'log_input=True, full=False, size_average=None, eps=1e-08, reduce=None, reduction=mean',
    'input, target',
    broadcastLoss,
  ],
  ['GaussianNLLLoss', '*, full=False, eps=1e-06, reduction=mean', 'input, target, var', broadcastLoss],
  ['HingeEmbeddingLoss', `margin=1.0, ${OLD}`, 'input, target', broadcastLoss],
  ['MultiMarginLoss', `p=1, margin=1.0, weight=None, ${OLD}`, 'input, target', ofFeatures],
  ['MultiLabelMarginLoss', OLD, 'input, target', ofFeatures],
  ['MultiLabelSoftMarginLoss', `weight=None, ${OLD}`, 'input, target', labelLoss],
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
  ['mse_loss', `input, target, ${OLD}`, broadcastLoss],
  ['l1_loss', `input, target, ${OLD}`, broadcastLoss],
  ['smooth_l1_loss', `input, target, ${OLD}, beta=1.0`, broadcastLoss],
  ['huber_loss', 'input, target, reduction=mean, delta=1.0', broadcastLoss],
  ['binary_cross_entropy', `input, target, weight=None, ${OLD}`, elementLoss],
  ['binary_cross_entropy_with_logits', `input, target, weight=None, ${OLD}, pos_weight=None`, elementLoss],
  [
    'poisson_nll_loss',
    'input, target, log_input=True, full=False, size_average=None, eps=1e-08, reduce=None, reduction=mean',
    broadcastLoss,
  ],
  ['soft_margin_loss', `input, target, ${OLD}`, elementLoss],
  ['hinge_embedding_loss', `input, target, margin=1.0, ${OLD}`, broadcastLoss],
  ['multilabel_soft_margin_loss', `input, target, weight=None, ${OLD}`, labelLoss],
  ['gaussian_nll_loss', 'input, target, var, full=False, eps=1e-06, reduction=mean', broadcastLoss],
  ['multi_margin_loss', `input, target, p=1, margin=1.0, weight=None, ${OLD}`, ofFeatures],
  ['multilabel_margin_loss', `input, target, ${OLD}`, ofFeatures],
  ['kl_div', `input, target, ${OLD}, log_target=False`, broadcastLoss],
];

export const LOSSES: Table = {
  ...merged(LAYERS.map(([name, signature, inputs, rule]) => layer(`torch.nn.${name}`, signature, rule, inputs))),
  ...Object.fromEntries(
    FUNCTIONS.map(([name, signature, rule]) => [`torch.nn.functional.${name}`, row(signature, rule)]),
  ),
};
