/** `tf.signal` and `tf.audio`: signals cut into frames, their frequencies, and sound from files. */
import { add, multiply, subtract, unknownDimension, type Dimension } from '../../domain/dimension';
import { ceilDivide, floorDivide } from '../../domain/division';
import { extreme, sign } from '../../domain/order';
import { axisOf, shape } from '../../domain/shape';
import { tensor, tuple, UNKNOWN, type Tensor } from '../../interpreter/value';
import {
  booleanOf,
  integerIn,
  integerOf,
  isNone,
  numberOf,
  prefixed,
  sized,
  sizesIn,
  tensorOf,
  valueOf,
} from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { requestedType, typed } from '../torch/types';
import { via } from '../via';
import { unaries } from './arithmetic';

/** How many frames begin in n samples: ⌈n/step⌉ where the end is padded, else max(0, ⌊(n − length)/step⌋ + 1). */
function framesIn(call: Call, samples: Dimension): Dimension | undefined {
  const [length, step] = [integerOf(call, 'frame_length'), integerOf(call, 'frame_step')];
  const padded = booleanOf(call, 'pad_end');
  if (length === undefined || step === undefined || sign(step) !== 1) return undefined;
  if (padded === true) return ceilDivide(samples, step);
  return padded === false ? extreme('max', add(floorDivide(subtract(samples, length), step), 1), 0) : undefined;
}

/** The axis of samples gives way to frames and what is in one. */
function framed(call: Call, signal: Tensor, axis: number | undefined, inside: Dimension): Tensor | undefined {
  const at = axis === undefined ? undefined : axisOf(signal.shape, axis);
  if (at === undefined) return undefined;
  const { dimensions, open } = signal.shape;
  const frames = framesIn(call, dimensions[at]!) ?? unknownDimension();
  return tensor(shape(dimensions.toSpliced(at, 1, frames, inside), open));
}

/** (…, n) → (…, frames, length) */
const frame: Rule = (call) => {
  const inside = integerOf(call, 'frame_length') ?? unknownDimension();
  return framed(call, tensorOf(call, 'signal'), numberOf(call, 'axis'), inside) ?? UNKNOWN;
};

/** What is transformed of a frame: as many samples as are asked for, or the next power of two. */
function transformLength(call: Call): Dimension | undefined {
  if (!isNone(call, 'fft_length')) return integerOf(call, 'fft_length');
  const length = numberOf(call, 'frame_length');
  return length === undefined || length < 1 ? undefined : 2 ** Math.ceil(Math.log2(length));
}

/** Of a real signal the frequencies from 0 to the middle. */
const half = (length: Dimension): Dimension => add(floorDivide(length, 2), 1);

/** (…, n) → (…, frames, ⌊fft/2⌋ + 1) */
const stft: Rule = (call) => {
  const length = transformLength(call);
  const frequencies = length === undefined ? unknownDimension() : half(length);
  return framed(call, tensorOf(call, 'signals'), -1, frequencies) ?? UNKNOWN;
};

/** Frames that are laid over each other: (…, frames, length) → (…, (frames − 1)·step + length) */
function overlaid(frames: Tensor, length: Dimension | undefined, step: Dimension | undefined): Tensor | undefined {
  const { dimensions, open } = frames.shape;
  const count = dimensions.at(-2);
  if (count === undefined) return undefined;
  const known = length !== undefined && step !== undefined;
  const samples = known ? add(multiply(subtract(count, 1), step), length) : unknownDimension();
  return tensor(shape([...dimensions.slice(0, -2), samples], open));
}

const inverse: Rule = (call) =>
  overlaid(tensorOf(call, 'stfts'), integerOf(call, 'frame_length'), integerOf(call, 'frame_step')) ?? UNKNOWN;

const overlapAndAdd: Rule = (call) => {
  const signal = tensorOf(call, 'signal');
  return overlaid(signal, signal.shape.dimensions.at(-1), integerOf(call, 'frame_step')) ?? UNKNOWN;
};

/** Along the last axis, which is cut or padded to the length asked for. */
const transformed =
  (natural: (size: Dimension) => Dimension, asked: (length: Dimension) => Dimension): Rule =>
  (call) => {
    const { dimensions, open } = tensorOf(call).shape;
    const last = dimensions.at(-1);
    const [length] = isNone(call, 'fft_length') ? [] : (sizesIn(valueOf(call, 'fft_length')) ?? [undefined]);
    if (last === undefined) return UNKNOWN;
    const own = isNone(call, 'fft_length') ? natural(last) : length === undefined ? unknownDimension() : asked(length);
    return tensor(shape([...dimensions.slice(0, -1), own], open));
  };

/** (samples, channels) and the rate, of a file. */
const decoded: Rule = (call) => {
  const [samples, channels] = ['desired_samples', 'desired_channels'].map((name) => {
    const asked = integerIn(valueOf(call, name));
    return asked !== undefined && sign(asked) === 1 ? asked : undefined;
  });
  const audio = sized([samples ?? call.machine.symbol('samples'), channels ?? call.machine.symbol('channels')], { type: 'float32' }); // prettier-ignore
  return { ...tuple([audio, sized([], { type: 'int32' })]), fields: ['audio', 'sample_rate'] };
};

/** Of the sizes that these arguments are, and of the type asked for. */
const sizedBy =
  (...names: readonly string[]): Rule =>
  (call) =>
    sized(
      names.map((name) => integerOf(call, name) ?? unknownDimension()),
      typed(requestedType(call, 'float')),
    );

const windowOf = sizedBy('window_length');

/** (frequencies, bins) */
const mel = sizedBy('num_spectrogram_bins', 'num_mel_bins');

/** Parts of complex numbers and their sizes, without a type: it follows from theirs. */
const partOf: Rule = (call) => tensor(tensorOf(call).shape);

const FRAMES = 'frame_length, frame_step';

export const SIGNAL: Table = {
  ...prefixed(['tensorflow.signal.'], {
    frame: row(`signal, ${FRAMES}, pad_end=False, pad_value=0, axis=-1, name=None`, frame),
    stft: row(`signals, ${FRAMES}, fft_length=None, window_fn=?, pad_end=False, name=None`, stft),
    inverse_stft: row(`stfts, ${FRAMES}, fft_length=None, window_fn=?, name=None`, inverse),
    overlap_and_add: row('signal, frame_step, name=None', overlapAndAdd),
    rfft: row('input, fft_length=None, name=None', transformed(half, half)),
    irfft: row(
      'input, fft_length=None, name=None',
      transformed(
        (size) => multiply(subtract(size, 1), 2),
        (length) => length,
      ),
    ),
    hann_window: row('window_length, periodic=True, dtype=None, name=None', windowOf),
    hamming_window: row('window_length, periodic=True, dtype=None, name=None', windowOf),
    linear_to_mel_weight_matrix: row(
      'num_mel_bins=20, num_spectrogram_bins=129, sample_rate=8000, lower_edge_hertz=125.0, upper_edge_hertz=3800.0, dtype=None, name=None',
      mel,
    ),
    ...unaries('fft ifft mfccs_from_log_mel_spectrograms'),
  }),
  ...prefixed(['tensorflow.', 'tensorflow.math.'], {
    real: row('input, name=None', partOf),
    imag: row('input, name=None', partOf),
    angle: row('input, name=None', partOf),
  }),
  'tensorflow.complex': row('real, imag, name=None', via('torch.add', { input: 'real', other: 'imag' })),
  'tensorflow.audio.decode_wav': row('contents, desired_channels=-1, desired_samples=-1, name=None', decoded),
};
