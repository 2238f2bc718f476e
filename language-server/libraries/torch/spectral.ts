import { add, multiply, subtract, unknownDimension, type Dimension } from '../../domain/dimension';
import { floorDivide } from '../../domain/division';
import { sign } from '../../domain/order';
import { categoryOf, complexType, realType, type ElementType } from '../../domain/element-type';
import { ANY_SHAPE, axisOf, shape, type Shape } from '../../domain/shape';
import { tensor } from '../../interpreter/value';
import { booleanOf, integerOf, isNone, numberOf, prefixed, sized, sizesIn, tensorOf, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { defaultFloat, floatOf, requestedType, typed, typeOf } from './types';

type Size = (size: Dimension) => Dimension;

/** Of a real signal of n, the frequencies from 0 to the middle: n//2 + 1. */
const half: Size = (n) => add(floorDivide(n, 2), 1);

/** Of n such frequencies, the even signal: 2(n − 1). */
const whole: Size = (n) => multiply(subtract(n, 1), 2);

const same: Size = (n) => n;

interface Transform {
  /** What the last transformed axis becomes: of its own size, and of the length asked for. */
  natural: Size;
  asked: Size;
  real: boolean;
}

const FULL: Transform = { natural: same, asked: same, real: false };
const TO_HALF: Transform = { natural: half, asked: half, real: false };
const TO_REAL: Transform = { natural: whole, asked: same, real: true };

const resultType = (call: Call, { real }: Transform): ElementType | undefined => {
  const type = floatOf(call.machine, typeOf(call));
  return real ? realType(type) : complexType(type);
};

/** Along one axis, which is cut or padded to n. */
const along =
  (transform: Transform): Rule =>
  (call) => {
    const { shape: from } = tensorOf(call);
    const axis = numberOf(call, 'dim');
    const at = axis === undefined ? undefined : axisOf(from, axis);
    const type = typed(resultType(call, transform));
    if (at === undefined) return tensor(ANY_SHAPE, type);
    return tensor(resized(from, at, isNone(call, 'n') ? null : integerOf(call, 'n'), transform), type);
  };

/** null: nothing was asked for. */
function resized(
  from: Shape,
  at: number,
  asked: Dimension | null | undefined,
  { natural, asked: of }: Transform,
): Shape {
  const size =
    asked === null
      ? natural(from.dimensions[at]!)
      : asked === undefined || sign(asked) !== 1
        ? unknownDimension()
        : of(asked);
  return shape(from.dimensions.with(at, size), from.open);
}

/** Along several axes; the last of them is the one that is halved or restored. */
const over =
  (transform: Transform, rank?: number): Rule =>
  (call) => {
    const { shape: from } = tensorOf(call);
    const type = typed(resultType(call, transform));
    const sizes = isNone(call, 's') ? null : sizesIn(valueOf(call, 's'));
    const axes = axesOf(call, from, sizes?.length ?? rank);
    if (!axes || sizes === undefined || (sizes && sizes.length !== axes.length)) return tensor(ANY_SHAPE, type);
    return tensor(
      axes.reduce(
        (to, at, i) => resized(to, at, sizes ? sizes[i] : null, i === axes.length - 1 ? transform : FULL),
        from,
      ),
      type,
    );
  };

/** Those named, else the last `count`, else all. */
function axesOf(call: Call, from: Shape, count: number | undefined): number[] | undefined {
  const named = isNone(call, 'dim') ? undefined : sizesIn(valueOf(call, 'dim'));
  if (!named && !isNone(call, 'dim')) return undefined;
  if (!named && from.open && count === undefined) return undefined;
  const wanted =
    named ?? Array.from({ length: count ?? from.dimensions.length }, (_, i) => i - (count ?? from.dimensions.length));
  const places = wanted.map((axis) => (typeof axis === 'number' ? axisOf(from, axis) : undefined));
  return places.every((place) => place !== undefined) ? places : undefined;
}

const shifted: Rule = (call) => tensor(tensorOf(call).shape, typed(typeOf(call)));

const frequencies =
  (size: Size): Rule =>
  (call) => {
    const n = integerOf(call, 'n');
    return sized(
      [n === undefined || sign(n) === -1 ? unknownDimension() : size(n)],
      typed(requestedType(call, defaultFloat(call.machine))),
    );
  };

const ONE = 'input, n=None, dim=-1, norm=None, *, out=None';
const TWO = 'input, s=None, dim=(-2,-1), norm=None, *, out=None';
const MANY = 'input, s=None, dim=None, norm=None, *, out=None';
const FREQUENCIES = 'n, d=1.0, *, out=None, dtype=None, layout=None, device=None, requires_grad=False';

const FFT: Table = {
  ...Object.fromEntries(
    (
      [
        ['fft', FULL],
        ['ifft', FULL],
        ['rfft', TO_HALF],
        ['ihfft', TO_HALF],
        ['irfft', TO_REAL],
        ['hfft', TO_REAL],
      ] as const
    ).flatMap(([name, transform]) => [
      [name, row(ONE, along(transform))],
      [`${name}2`, row(TWO, over(transform, 2))],
      [`${name}n`, row(MANY, over(transform))],
    ]),
  ),
  fftshift: row('input, dim=None', shifted),
  ifftshift: row('input, dim=None', shifted),
  fftfreq: row(FREQUENCIES, frequencies(same)),
  rfftfreq: row(FREQUENCIES, frequencies(half)),
};

/** Of real signals half of the frequencies say all, unless all are asked for; undefined where that is not known. */
function areHalf(call: Call): boolean | undefined {
  if (!isNone(call, 'onesided')) return booleanOf(call, 'onesided');
  const types = isNone(call, 'window') ? [typeOf(call)] : [typeOf(call), typeOf(call, 'window')];
  if (types.some((type) => type !== undefined && categoryOf(type) === 'complex')) return false;
  return types.includes(undefined) ? undefined : true;
}

function frequenciesOf(call: Call, size: Dimension): Dimension {
  const halved = areHalf(call);
  if (halved === undefined) return unknownDimension();
  return halved ? half(size) : size;
}

/** 1 + L//hop where the signal is padded at both ends. */
function framesOf(call: Call, length: Dimension, size: Dimension): Dimension | undefined {
  const center = booleanOf(call, 'center');
  const hop = isNone(call, 'hop_length') ? floorDivide(size, 4) : integerOf(call, 'hop_length');
  if (center === undefined || hop === undefined || hop === 0) return undefined;
  const room = center ? add(length, multiply(floorDivide(size, 2), 2)) : length;
  return add(floorDivide(subtract(room, size), hop), 1);
}

/** (…, L) → (…, n_fft//2 + 1, frames); complex numbers as two real ones have an axis of their own. */
const stft: Rule = (call) => {
  const { open, dimensions } = tensorOf(call).shape;
  const [length, size] = [dimensions.at(-1), integerOf(call, 'n_fft')];
  const complex = isNone(call, 'return_complex') ? undefined : booleanOf(call, 'return_complex');
  const frames = length === undefined || size === undefined ? undefined : framesOf(call, length, size);
  if (open || complex === undefined || frames === undefined) return tensor(ANY_SHAPE);
  const sizes = [...dimensions.slice(0, -1), frequenciesOf(call, size!), frames];
  const type = typeOf(call);
  return complex ? tensor(shape(sizes), typed(complexType(type))) : tensor(shape([...sizes, 2]), typed(realType(type)));
};

/** (…, frequencies, frames) → (…, length); without a length hop · (frames − 1) where the signal was padded. */
const istft: Rule = (call) => {
  const { open, dimensions } = tensorOf(call).shape;
  const [size, hopGiven, asked] = ['n_fft', 'hop_length', 'length'].map((name) => integerOf(call, name));
  const frames = dimensions.at(-1);
  if (open || dimensions.length < 2 || booleanOf(call, 'return_complex') !== false) return tensor(ANY_SHAPE);
  const hop = isNone(call, 'hop_length') ? size && floorDivide(size, 4) : hopGiven;
  const natural =
    hop === undefined || booleanOf(call, 'center') !== true ? unknownDimension() : multiply(subtract(frames!, 1), hop);
  return tensor(
    shape([...dimensions.slice(0, -2), isNone(call, 'length') ? natural : (asked ?? unknownDimension())]),
    typed(realType(typeOf(call))),
  );
};

const STFT =
  'input, n_fft, hop_length=None, win_length=None, window=None, center=True, pad_mode=reflect, normalized=False, onesided=None, return_complex=None';
const ISTFT =
  'input, n_fft, hop_length=None, win_length=None, window=None, center=True, normalized=False, onesided=None, length=None, return_complex=False';

/** (…, 2) ↔ complex (…) */
const asComplex: Rule = (call) => {
  const { open, dimensions } = tensorOf(call).shape;
  const type = typed(complexType(typeOf(call)));
  return dimensions.length === 0 ? tensor(ANY_SHAPE, type) : tensor(shape(dimensions.slice(0, -1), open), type);
};

const asReal: Rule = (call) => {
  const { open, dimensions } = tensorOf(call).shape;
  return tensor(shape([...dimensions, 2], open), typed(realType(typeOf(call))));
};

/** Fourier transforms, and what goes with them. */
export const SPECTRAL: Table = {
  ...prefixed(['torch.fft.'], FFT),
  ...prefixed(['torch.', 'torch.Tensor.'], { stft: row(STFT, stft), istft: row(ISTFT, istft) }),
  'torch.view_as_complex': row('input', asComplex),
  'torch.view_as_real': row('input', asReal),
};
