import { multiply, product, type Dimension } from '../../../domain/dimension';
import { modulo } from '../../../domain/division';
import { printDimension } from '../../../domain/print-dimension';
import { axisOf, printShape } from '../../../domain/shape';
import { asFunction, integerOf, layerOf, numberOf, perAxis, sizeIn, tensorOf, valueOf } from '../../call';
import { closed, pair, refuse, type Condition, type Conditions } from '../../condition';
import type { Call } from '../../library';

/** A number that divides the size of an axis; undefined where it is not known. */
type Divisor = (call: Call) => Dimension | undefined;

/** Which axis, and by what. */
interface Parted {
  axis: (call: Call) => number | undefined;
  by: Divisor;
  /** The parameter that holds the tensor. */
  tensor?: string;
}

const at =
  (axis: number): Parted['axis'] =>
  () =>
    axis;

/** The size of an axis is a multiple of a number. */
const multiple =
  ({ axis, by, tensor = 'input' }: Parted): Condition =>
  (given) => {
    const call = layerOf(given) ? asFunction(given) : given;
    const input = closed(call, tensor);
    const [place, divisor] = [axis(call), by(call)];
    const size = place === undefined || !input ? undefined : input.shape.dimensions[axisOf(input.shape, place) ?? -1];
    if (!input || size === undefined || divisor === undefined || divisor === 0) return;
    const rest = modulo(size, divisor);
    if (typeof rest !== 'number' || rest === 0) return;
    refuse(
      given,
      'shape-mismatch',
      {
        received: `${tensor} of shape ${printShape(input.shape)}, whose axis ${place!} is ${printDimension(size)}`,
        expected: `a multiple of ${printDimension(divisor)}`,
        advice: 'change the size of the axis, or what it is divided by',
      },
      [input],
    );
  };

const area = (call: Call): Dimension | undefined => {
  const sizes = perAxis(valueOf(call, 'kernel_size'), 2);
  return sizes.every((size) => size !== undefined) ? product(sizes) : undefined;
};

const named =
  (name: string): Divisor =>
  (call) =>
    sizeIn(valueOf(call, name));

const squared: Divisor = (call) => {
  const factor = integerOf(call, 'upscale_factor');
  return factor === undefined ? undefined : multiply(factor, factor);
};

const shuffled = multiple({ axis: at(-3), by: squared });
const unshuffled: Condition = (call) => {
  for (const axis of [-1, -2]) multiple({ axis: at(axis), by: named('downscale_factor') })(call);
};
const halved = multiple({ axis: (call) => numberOf(call, 'dim'), by: () => 2 });
const folded = multiple({ axis: at(-2), by: area });
const grouped = multiple({ axis: at(1), by: named('groups') });
const normed = multiple({ axis: at(1), by: named('num_groups') });
const convolved = multiple({ axis: at(0), by: named('groups'), tensor: 'weight' });

const sections = named('indices_or_sections');
const split = multiple({ axis: (call) => numberOf(call, 'dim'), by: sections });

/** A vector's own axis is split in columns. */
const SPLITS: Conditions = {
  hsplit: multiple({ axis: (call) => (tensorOf(call).shape.dimensions.length === 1 ? 0 : 1), by: sections }),
  vsplit: multiple({ axis: at(0), by: sections }),
  dsplit: multiple({ axis: at(2), by: sections }),
};

export const DIVISIBILITY_CONDITIONS: Conditions = {
  ...pair('PixelShuffle', 'pixel_shuffle', shuffled),
  ...pair('PixelUnshuffle', 'pixel_unshuffle', unshuffled),
  ...pair('ChannelShuffle', 'channel_shuffle', grouped),
  'torch.pixel_shuffle': shuffled,
  'torch.pixel_unshuffle': unshuffled,
  'torch.channel_shuffle': grouped,
  ...pair('GLU', 'glu', halved),
  ...pair('Fold', 'fold', folded),
  ...Object.fromEntries(
    Object.entries(SPLITS).flatMap(([name, condition]) =>
      ['torch', 'torch.Tensor', 'numpy'].map((owner) => [`${owner}.${name}`, condition]),
    ),
  ),
  'numpy.split': split,
  'torch.nn.functional.group_norm': normed,
  'torch.group_norm': normed,
  ...Object.fromEntries(
    [1, 2, 3].flatMap((rank) =>
      ['torch.nn.functional', 'torch'].map((module) => [`${module}.conv${rank}d`, convolved]),
    ),
  ),
};
