import { shape } from '../../domain/shape';
import { tensor, UNKNOWN } from '../../interpreter/value';
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

const OLD = 'size_average=None, reduce=None, reduction=mean';

const LAYERS: [string, string, string, Rule][] = [
  [
    'CrossEntropyLoss',
    'weight=None, size_average=None, ignore_index=-100, reduce=None, reduction=mean, label_smoothing=0.0',
    'input, target',
    loss,
  ],
  ['NLLLoss', 'weight=None, size_average=None, ignore_index=-100, reduce=None, reduction=mean', 'input, target', loss],
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
  ['CosineEmbeddingLoss', `margin=0.0, ${OLD}`, 'input, input2, target', loss],
  ['MultiMarginLoss', `p=1, margin=1.0, weight=None, ${OLD}`, 'input, target', loss],
  ['MultiLabelMarginLoss', OLD, 'input, target', loss],
  ['MultiLabelSoftMarginLoss', `weight=None, ${OLD}`, 'input, target', loss],
  ['SoftMarginLoss', OLD, 'input, target', elementLoss],
];

const FUNCTIONS: [string, string, Rule][] = [
  [
    'cross_entropy',
    'input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction=mean, label_smoothing=0.0',
    loss,
  ],
  ['nll_loss', 'input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction=mean', loss],
  ['mse_loss', `input, target, ${OLD}`, elementLoss],
  ['l1_loss', `input, target, ${OLD}`, elementLoss],
  ['smooth_l1_loss', `input, target, ${OLD}, beta=1.0`, elementLoss],
  ['huber_loss', 'input, target, reduction=mean, delta=1.0', elementLoss],
  ['binary_cross_entropy', `input, target, weight=None, ${OLD}`, elementLoss],
  ['binary_cross_entropy_with_logits', `input, target, weight=None, ${OLD}, pos_weight=None`, elementLoss],
  ['kl_div', `input, target, ${OLD}, log_target=False`, elementLoss],
];

export const LOSSES: Table = {
  ...merged(LAYERS.map(([name, signature, inputs, rule]) => layer(`torch.nn.${name}`, signature, rule, inputs))),
  ...Object.fromEntries(
    FUNCTIONS.map(([name, signature, rule]) => [`torch.nn.functional.${name}`, row(signature, rule)]),
  ),
};
