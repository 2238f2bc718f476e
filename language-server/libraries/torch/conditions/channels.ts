/** Dropout that drops whole channels needs axes for them. */
import { printShape } from '../../../domain/shape';
import type { Value } from '../../../interpreter/value';
import { attributeOf, booleanOf, layerOf, valueOf } from '../../call';
import { closed, refuse, type Condition, type Conditions } from '../../condition';
import type { Call } from '../../library';
import { trains } from './statistics';

/** (N, C, L) or (C, L) is asked for whether it drops or not. */
const ofLengths: Condition = (call) => {
  const input = closed(call);
  if (!input || [2, 3].includes(input.shape.dimensions.length)) return;
  refuse(
    call,
    'shape-mismatch',
    {
      received: `an input of shape ${printShape(input.shape)}`,
      expected: '(batch, channels, length) or (channels, length)',
      advice: 'use Dropout, or the one for as many axes as the channels have',
    },
    [input],
  );
};

/** A vector has samples, and no channels to drop; where nothing is dropped it may come in. */
const ofVector =
  (drops: (call: Call) => boolean): Condition =>
  (call) => {
    const input = closed(call);
    if (input?.shape.dimensions.length !== 1 || input.shape.dimensions[0] === 0 || !drops(call)) return;
    refuse(
      call,
      'shape-mismatch',
      {
        received: `an input of shape ${printShape(input.shape)}`,
        expected: 'at least two axes, of samples and channels',
        advice: 'use Dropout, which drops single values',
      },
      [input],
    );
  };

/** Nothing, or everything, is dropped without a look at the channels. */
const isPart = (p: Value): boolean => p.kind === 'float' && p.value !== undefined && p.value > 0 && p.value < 1;

const layerDrops = (call: Call): boolean => isPart(attributeOf(layerOf(call), 'p')) && trains(call);
const functionDrops = (call: Call): boolean => isPart(valueOf(call, 'p')) && booleanOf(call, 'training') === true;

export const CHANNEL_CONDITIONS: Conditions = {
  'torch.nn.Dropout1d.forward': ofLengths,
  'torch.nn.functional.dropout1d': ofLengths,
  'torch.nn.Dropout2d.forward': ofVector(layerDrops),
  'torch.nn.FeatureAlphaDropout.forward': ofVector(layerDrops),
  'torch.nn.functional.dropout2d': ofVector(functionDrops),
};
