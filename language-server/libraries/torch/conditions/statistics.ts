/** What layers that normalize by the statistics of what they get must get of it. */
import { product } from '../../../domain/dimension';
import { printShape } from '../../../domain/shape';
import { attributeOf, booleanOf, layerOf } from '../../call';
import { closed, refuse, type Condition, type Conditions } from '../../condition';
import type { Call } from '../../library';

/** A module trains until it is told otherwise: whether nothing that is seen or not seen may have told it so. */
export function trains(call: Call): boolean {
  const layer = layerOf(call);
  if (!layer || layer.escaped.value || call.machine.mixedModes || call.machine.hypothetical) return false;
  const mode = layer.attributes.get('training');
  return !mode?.value || (!mode.isDoubtful && mode.value.kind === 'boolean' && mode.value.value);
}

/** Of a channel, whose values are in all axes but the second, one value has no variance. */
const severalValues =
  (measures: (call: Call) => boolean): Condition =>
  (call) => {
    const input = closed(call);
    if (!input || input.shape.dimensions.length < 2 || !measures(call)) return;
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

/** Of one sample's channel, whose values are in the last `axes` or all behind the second, one value has no variance. */
const severalPlaces =
  (measures: (call: Call) => boolean, axes?: number): Condition =>
  (call) => {
    const input = closed(call);
    if (!input || input.shape.dimensions.length < (axes ?? 1) + 1 || !measures(call)) return;
    if (product(input.shape.dimensions.slice(axes === undefined ? 2 : -axes)) !== 1) return;
    refuse(
      call,
      'shape-mismatch',
      {
        received: `an input of shape ${printShape(input.shape)}, with one place for each channel of a sample`,
        expected: 'several places for each channel',
        advice: 'leave the norm out where one place is left, or make what comes before shrink less',
      },
      [input],
    );
  };

/** Instance norm measures every sample, when it evaluates too, unless it keeps what it measured while it trained. */
function measuresSamples(call: Call): boolean {
  const tracks = attributeOf(layerOf(call), 'track_running_stats');
  return (tracks.kind === 'boolean' && !tracks.value) || trains(call);
}

export const STATISTICS_CONDITIONS: Conditions = {
  ...Object.fromEntries(
    [1, 2, 3].flatMap((axes) => [
      [`torch.nn.BatchNorm${axes}d.forward`, severalValues(trains)],
      [`torch.nn.InstanceNorm${axes}d.forward`, severalPlaces(measuresSamples, axes)],
    ]),
  ),
  'torch.nn.functional.batch_norm': severalValues((call) => booleanOf(call, 'training') === true),
  'torch.nn.functional.instance_norm': severalPlaces((call) => booleanOf(call, 'use_input_stats') === true),
};
