import { NONE, type Value } from '../../interpreter/value';
import { valueOf } from '../call';
import { row, type Rule, type Table } from '../library';
import { callWith } from './examples';

/** TensorBoard draws a model by running it. */
const drawn: Rule = (call) => {
  callWith(call, valueOf(call, 'model'), valueOf(call, 'input_to_model'));
  return NONE;
};

/** What only reads what it gets. */
const written = (): Value => NONE;

const WRITTEN = [
  'add_audio',
  'add_custom_scalars',
  'add_embedding',
  'add_figure',
  'add_histogram',
  'add_hparams',
  'add_image',
  'add_image_with_boxes',
  'add_images',
  'add_mesh',
  'add_pr_curve',
  'add_scalar',
  'add_scalars',
  'add_text',
  'add_video',
  'close',
  'flush',
];

const writer = (name: string): Table => ({
  [name]: { signature: '*args, **kwargs', rule: written, constructs: true },
  [`${name}.add_graph`]: row('self, model, input_to_model=None, *rest, **more', drawn),
  ...Object.fromEntries(WRITTEN.map((each) => [`${name}.${each}`, row('self, *args, **kwargs', written)])),
});

/** The writer of PyTorch and that of the package that it came from. */
export const TENSORBOARD: Table = {
  ...writer('torch.utils.tensorboard.SummaryWriter'),
  ...writer('tensorboardX.SummaryWriter'),
};
