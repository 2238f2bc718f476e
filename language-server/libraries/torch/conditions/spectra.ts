import { add, equal, subtract, type Dimension } from '../../../domain/dimension';
import { floorDivide } from '../../../domain/division';
import { different, sign } from '../../../domain/order';
import { printDimension } from '../../../domain/print-dimension';
import { printShape } from '../../../domain/shape';
import { booleanOf, integerOf, isNone } from '../../call';
import { both, closed, refuse, type Condition, type Conditions } from '../../condition';
import type { Call } from '../../library';

/** How long a window is: as the transform, unless it says something else. */
const lengthOf = (call: Call): Dimension | undefined =>
  integerOf(call, isNone(call, 'win_length') ? 'n_fft' : 'win_length');

/** The window is a vector of the length that is asked for. */
const windowed: Condition = (call) => {
  const [window, length] = [closed(call, 'window'), lengthOf(call)];
  if (!window || length === undefined) return;
  const { dimensions } = window.shape;
  if (dimensions.length === 1 && !different(dimensions[0]!, length)) return;
  refuse(
    call,
    'shape-mismatch',
    {
      received: `a window of shape ${printShape(window.shape)}`,
      expected: `a vector of ${printDimension(length)}, which is ${isNone(call, 'win_length') ? 'n_fft' : 'win_length'}`,
      advice: 'make the window as long as win_length, or n_fft where that is left out',
    },
    [window],
  );
};

/** A window is no longer than the transform. */
const short: Condition = (call) => {
  const [size, length] = [integerOf(call, 'n_fft'), lengthOf(call)];
  if (size === undefined || length === undefined || equal(size, length) || sign(subtract(length, size)) !== 1) return;
  refuse(call, 'argument-mismatch', {
    received: `win_length=${printDimension(length)}`,
    expected: `at most n_fft=${printDimension(size)}`,
    advice: 'make n_fft larger, or the window shorter',
  });
};

/** As many frequencies as the transform makes: n//2 + 1 of a real signal, n of others; which it is may be left open. */
const frequencies: Condition = (call) => {
  const input = closed(call);
  const [given, size] = [input?.shape.dimensions.at(-2), integerOf(call, 'n_fft')];
  const half = isNone(call, 'onesided') || booleanOf(call, 'onesided') === true;
  if (!input || given === undefined || size === undefined || !half) return;
  const wanted = add(floorDivide(size, 2), 1);
  if (!different(given, wanted) || (isNone(call, 'onesided') && !different(given, size))) return;
  refuse(
    call,
    'shape-mismatch',
    {
      received: `a spectrum of shape ${printShape(input.shape)}, of ${printDimension(given)} frequencies`,
      expected: `${printDimension(wanted)}, of n_fft=${printDimension(size)}`,
      advice: 'use the n_fft that the spectrum was made with',
    },
    [input],
  );
};

const each = (name: string, condition: Condition): Conditions => ({
  [`torch.${name}`]: condition,
  [`torch.Tensor.${name}`]: condition,
});

export const SPECTRUM_CONDITIONS: Conditions = {
  ...each('stft', both(windowed, short)),
  ...each('istft', both(windowed, short, frequencies)),
};
