/** What layers that normalize by the statistics of what they get must get of it. */
import { product } from '../../../domain/dimension';
import { printShape } from '../../../domain/shape';
import { layerOf } from '../../call';
import { closed, refuse, type Condition, type Conditions } from '../../condition';
import type { Call } from '../../library';

/** A module trains until it is told otherwise: whether nothing that is seen or not seen may have told it so. */
function trains(call: Call): boolean {
  const layer = layerOf(call);
  if (!layer || layer.escaped.value || call.machine.mixedModes || call.machine.hypothetical) return false;
  const mode = layer.attributes.get('training');
  return !mode?.value || (!mode.isDoubtful && mode.value.kind === 'boolean' && mode.value.value);
}

/** Of a channel, whose values are in all axes but the second, one value has no variance. */
const several: Condition = (call) => {
  const input = closed(call);
  if (!input || input.shape.dimensions.length < 2 || !trains(call)) return;
  const [batch, , ...space] = input.shape.dimensions;
  if (product([batch!, ...space]) !== 1) return;
  refuse(
    call,
    'shape-mismatch',
    {
      received: `an input of shape ${printShape(input.shape)}, with one value for each channel`,
      expected: 'several values for each channel while it trains',
      advice: 'give it a larger batch (drop_last=True leaves out a last one that is smaller), or call eval() first',
    },
    [input],
  );
};

export const STATISTICS_CONDITIONS: Conditions = Object.fromEntries(
  [1, 2, 3].map((axes) => [`torch.nn.BatchNorm${axes}d.forward`, several]),
);
