/** torchvision's transforms of PIL's pictures, NumPy's arrays and tensors. */
import { equal, unknownDimension, type Dimension } from '../../domain/dimension';
import { ANY_SHAPE, printShape, shape } from '../../domain/shape';
import { noArguments } from '../../interpreter/arguments';
import { callValue } from '../../interpreter/calls';
import { iterate } from '../../interpreter/iteration';
import { joinValues } from '../../interpreter/join';
import { libraryClass } from '../../interpreter/modules';
import { NONE, tensor, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import { attributeOf, layerOf, mismatch, valueOf } from '../call';
import { row, type Call, type Row, type Rule, type Table } from '../library';
import { pictureIn, pictureOfSizes } from '../pictures/picture';
import { isTorch, sizesOf, type Sizes } from './sizes';
import { CHANGES, SIZED, type Picture } from './transforms';

/** A picture with what stands before its channels: (..., C, H, W). */
interface Read extends Picture {
  leading: readonly Dimension[];
}

function ofArray(value: Tensor): Read | undefined {
  const size = sizesOf(value);
  return size && { size, isTensor: false, type: value.type, leading: [] };
}

function ofTensor({ shape: { open, dimensions }, type }: Tensor): Read | undefined {
  const size = dimensions.slice(-3);
  if (open || size.length < 3) return undefined;
  return { size, isTensor: true, type, leading: dimensions.slice(0, -3) };
}

/** Of PIL's picture. */
function ofPicture(value: Value): Read | undefined {
  const known = pictureIn(value);
  if (!known) return undefined;
  const channels = known.channels === 0 ? 1 : (known.channels ?? unknownDimension());
  const type = known.bytes ? 'uint8' : undefined;
  return { size: [channels, known.height, known.width], isTensor: false, type, leading: [] };
}

function read(value: Value): Read | undefined {
  if (value.kind !== 'tensor') return ofPicture(value);
  return isTorch(value) ? ofTensor(value) : ofArray(value);
}

/** A tensor, or PIL's picture, where one of a single channel has no axis for it. */
function written(call: Call, { size, isTensor, type }: Picture, leading: readonly Dimension[]): Value {
  if (isTensor) return tensor(shape([...leading, ...size]), type ? { type } : {});
  return pictureOfSizes(call, size as Sizes, type === 'uint8');
}

const PREFIX = 'torchvision.transforms.';

/** A tensor without axes for channels, height and width is nothing that Normalize takes. */
function refuseFlat(call: Call, input: Value): void {
  if (input.kind !== 'tensor' || !isTorch(input) || input.shape.open) return;
  if (!call.name.endsWith('.Normalize.forward') || input.shape.dimensions.length > 2) return;
  mismatch(call, {
    received: `a tensor of shape ${printShape(input.shape)}`,
    expected: 'a picture of shape (..., channels, height, width)',
    advice: 'give it the axes of a picture, with unsqueeze or view',
    inputs: [input],
  });
}

/** What becomes of a picture, which is a tensor still where it was one. */
export function changed(
  call: Call,
  input: Value,
  change: ((picture: Picture) => Picture | undefined) | undefined,
): Value {
  const before = read(input);
  const after = before && change?.(before);
  if (after) return written(call, after, before.leading);
  return input.kind === 'tensor' && isTorch(input) ? tensor(ANY_SHAPE) : UNKNOWN;
}

const applied: Rule = (call) => {
  const [self, input] = [layerOf(call), valueOf(call, 'input')];
  refuseFlat(call, input);
  const change = CHANGES.get((self && libraryClass(self)?.name)?.slice(PREFIX.length) ?? '');
  return changed(call, input, self && change && ((before) => change(call, before, self)));
};

/** What a transform, or a function of the program in its place, makes of a picture. */
export const transformed = (call: Call, transform: Value, input: Value): Value =>
  callValue(call.machine, transform, { ...noArguments(), positional: [input] }, { site: call.site });

const composed: Rule = (call) => {
  const transforms = iterate(call.machine, attributeOf(layerOf(call), 'transforms'));
  return transforms?.reduce<Value>((now, each) => transformed(call, each, now), valueOf(call, 'input')) ?? UNKNOWN;
};

/** All of the transforms, or none: a picture where its sizes are the same either way. */
const perhapsComposed: Rule = (call) => {
  const [before, after] = [valueOf(call, 'input'), composed(call)];
  const sizes = [before, after].map((each) => ofPicture(each)?.size);
  return sizes[0] && sizes[1] && sameSizes(sizes[0], sizes[1]) ? after : joinValues([before, after]);
};

const sameSizes = (a: readonly Dimension[], b: readonly Dimension[]): boolean =>
  a.every((size, axis) => b[axis] !== undefined && equal(size, b[axis]));

const ofFunction: Rule = (call) => transformed(call, attributeOf(layerOf(call), 'lambd'), valueOf(call, 'input'));

const SIGNATURES: Partial<Record<string, string>> = {
  Grayscale: 'num_output_channels=1',
  Normalize: 'mean, std, inplace=False',
  Resize: 'size, interpolation=bilinear, max_size=None, antialias=True',
  Pad: 'padding, fill=0, padding_mode=constant',
  RandomRotation: 'degrees, interpolation=nearest, expand=False, center=None, fill=0',
};

const rows = (name: string, signature: string, rule: Rule): [string, Row][] => [
  [PREFIX + name, { signature, rule: () => NONE, constructs: true }],
  [`${PREFIX}${name}.forward`, row('self, input', rule)],
];

export const TRANSFORMS: Table = Object.fromEntries([
  ...rows('Compose', 'transforms', composed),
  ...rows('RandomApply', 'transforms, p=0.5', perhapsComposed),
  ...rows('Lambda', 'lambd', ofFunction),
  ...[...CHANGES.keys()].flatMap((name) =>
    rows(name, SIGNATURES[name] ?? (SIZED.has(name) ? 'size, *args, **kwargs' : '*args, **kwargs'), applied),
  ),
]);
