import { categoryOf, isPrecise, printElementType, type ElementType } from '../../domain/element-type';
import { arrayClass } from '../../interpreter/arrays';
import type { Machine } from '../../interpreter/machine';
import { boolean, library, UNDECIDED_DEVICE, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import { elementsIn, isNone, numberIn, stringOf, valueOf } from '../call';
import { row, type Call, type Table } from '../library';
import { targetsOf } from './conversion';
import { defaultFloat, requestedType, typeOf } from './types';
import { isWeighted, weightsOf, type Weights } from './weights';

const DEVICE = 'torch.device:';

/** A device by name, `cuda:1`, by number, or as PyTorch's object; undefined where it is not known which. */
export function deviceNamed(value: Value): string | undefined {
  if (value.kind === 'string') return /^[a-z]+(:\d+)?$/.test(value.value) ? value.value : undefined;
  const number = numberIn(value);
  if (number !== undefined && value.kind === 'integer') return `cuda:${number}`;
  const decided = value.kind === 'library' && value.name.startsWith(DEVICE) && value.name !== UNDECIDED_DEVICE;
  return decided ? value.name.slice(DEVICE.length) : undefined;
}

/** Whether a value is a device, be it known which or not. */
export const isDevice = (value: Value): boolean =>
  deviceNamed(value) !== undefined || (value.kind === 'library' && value.name === UNDECIDED_DEVICE);

/** PyTorch's object for a device. */
const deviceObject = (name: string | undefined): Value =>
  library(name === undefined ? UNDECIDED_DEVICE : DEVICE + name);

/** Whether two devices are certainly not one: `cuda` is any of the numbered ones. */
export function elsewhere(a: string | undefined, b: string | undefined): boolean {
  if (a === b || a === undefined || b === undefined) return false;
  const [[type, index], [other, at]] = [a.split(':'), b.split(':')] as [[string, string?], [string, string?]];
  return type !== other || (type !== 'cpu' && index !== undefined && at !== undefined && index !== at);
}

/** The tensors among a call's arguments, those in lists too. */
export function tensorsIn(call: Call): Tensor[] {
  const found: Tensor[] = [];
  for (const value of call.arguments.values()) {
    if (isTensor(value)) found.push(value);
    else for (const element of elementsIn(value) ?? NONE) if (isTensor(element)) found.push(element);
  }
  return found;
}

const NONE: readonly Value[] = [];

const isTensor = (value: Value): value is Tensor => value.kind === 'tensor' && arrayClass(value) === 'torch.Tensor';

/** Whether a tensor certainly has axes: scalars of the CPU go with tensors of any device. */
export const hasAxes = ({ shape }: Tensor): boolean => shape.dimensions.length > 0;

const deviceOf = (call: Call, name = 'input'): string | undefined => {
  const value = call.arguments.get(name);
  return value && isTensor(value) ? value.device : undefined;
};

/** Where tensors are made that are told nothing else. */
const standard = ({ machine }: Call): string | undefined => (machine.mixedDevices ? undefined : 'cpu');

/** `x.to(device)`, `x.to(dtype)`, `x.to(other)` */
function movedTo(call: Call): string | undefined {
  const given = [...targetsOf(call), valueOf(call, 'device'), valueOf(call, 'other')];
  const other = given.find(isTensor);
  if (other) return other.device;
  const device = given.find(isDevice);
  if (device) return deviceNamed(device);
  return given.some(({ kind }) => kind === 'unknown') ? undefined : deviceOf(call);
}

/** `x.type('torch.cuda.FloatTensor')` moves, `x.type(torch.float)` does not. */
function typedOn(call: Call): string | undefined {
  const wanted = valueOf(call, 'dtype');
  const name = wanted.kind === 'library' ? wanted.name : wanted.kind === 'string' ? wanted.value : '';
  if (/^torch\.cuda\.\w+Tensor$/.test(name)) return 'cuda';
  if (/^torch\.\w+Tensor$/.test(name)) return 'cpu';
  return /^torch\.\w+$/.test(name) ? deviceOf(call) : undefined;
}

/** Of data that is a tensor, its device; of numbers the usual one. */
function ofData(call: Call): string | undefined {
  if (!isNone(call, 'device')) return deviceNamed(valueOf(call, 'device'));
  const data = valueOf(call, 'data');
  if (data.kind === 'unknown') return undefined;
  return isTensor(data) ? data.device : standard(call);
}

const graphics = (call: Call): string | undefined =>
  isNone(call, 'device') ? 'cuda' : deviceNamed(valueOf(call, 'device'));

/** Functions whose result is elsewhere than their arguments. */
const PLACES: Partial<Record<string, (call: Call) => string | undefined>> = {
  'torch.Tensor.to': movedTo,
  'torch.Tensor.cpu': () => 'cpu',
  'torch.Tensor.cuda': graphics,
  'torch.Tensor.xpu': () => undefined,
  'torch.Tensor.type': typedOn,
  'torch.Tensor.type_as': (call) => deviceOf(call, 'other'),
  'torch.from_numpy': () => 'cpu',
  'torch.tensor': ofData,
  'torch.as_tensor': ofData,
  'torch.asarray': ofData,
};

/** Where a function makes tensors that takes a device. */
function made(call: Call): string | undefined {
  if (!isNone(call, 'device')) return deviceNamed(valueOf(call, 'device'));
  return call.arguments.has('input') ? deviceOf(call) : standard(call);
}

/** What a layer is made with. */
export const wantedWeights = (call: Call): Weights => ({
  type: requestedType(call, defaultFloat(call.machine)),
  device: isNone(call, 'device') ? standard(call) : deviceNamed(valueOf(call, 'device')),
});

/** What changes its input, or picks from it by indices that may be elsewhere. */
const KEEPS = /(__(get|set)item__|index_put|[a-z0-9]_)$/;

/** The device of all arguments that have axes, or of the scalars where there are only those. */
function common(call: Call): string | undefined {
  if (KEEPS.test(call.name)) return deviceOf(call);
  const given = tensorsIn(call);
  const [first, ...others] = given.some(hasAxes) ? given.filter((each) => hasAxes(each) || each.shape.open) : given;
  return first && others.every(({ device }) => device === first.device) ? first.device : undefined;
}

/** Those that call other modules, which may move what they get. */
const CALLS_MODULES = /^torch\.nn\.(Sequential|ModuleList|ModuleDict)\./;

function deviceAfter(call: Call): string | undefined {
  const place = PLACES[call.name];
  if (place) return place(call);
  if (call.arguments.has('device')) return made(call);
  if (CALLS_MODULES.test(call.name)) return undefined;
  return isWeighted(call) ? weightsOf(call).device : common(call);
}

/** What a call of PyTorch's gives, where it is, and of the type of the weights that made it. */
export function placed(call: Call, result: Value): Value {
  if (!call.name.startsWith('torch.')) return result;
  const moves = PLACES[call.name] !== undefined;
  const type = isWeighted(call) ? weightsOf(call).type : undefined;
  const device = deviceAfter(call);
  return each(result, (tensor) => ofWidth(call.machine, onDevice(tensor, device, moves), type));
}

/** Every tensor of a result. */
function each(value: Value, change: (tensor: Tensor) => Tensor): Value {
  if (value.kind === 'tuple') return { ...value, elements: value.elements.map((part) => each(part, change)) };
  return isTensor(value) ? change(value) : value;
}

/** @param moves whether it was elsewhere before */
function onDevice(tensor: Tensor, device: string | undefined, moves: boolean): Tensor {
  if (tensor.device === device || (tensor.device !== undefined && !moves)) return tensor;
  const rest = { ...tensor };
  delete rest.device;
  return device === undefined ? rest : { ...rest, device };
}

/** Floats as wide as the weights; of what autocast narrows no more is known than that they are floats. */
function ofWidth({ mixedPrecision }: Machine, tensor: Tensor, weights: ElementType | undefined): Tensor {
  const type = tensor.type === 'float' && weights ? weights : tensor.type;
  const unclear = mixedPrecision && type !== undefined && type !== 'float64' && categoryOf(type) === 'float';
  const known = unclear ? 'float' : type;
  return known === tensor.type ? tensor : { ...tensor, type: known! };
}

export const DEVICES: Table = {
  'torch.device': row('type, index=None', (call) => {
    const [name, index] = [deviceNamed(valueOf(call, 'type')), numberIn(valueOf(call, 'index'))];
    const known = stringOf(call, 'type') === undefined || isNone(call, 'index') || index !== undefined;
    return deviceObject(known && name !== undefined ? name + (index === undefined ? '' : `:${index}`) : undefined);
  }),
  'torch.Tensor.@dtype': row('input', (call) => {
    const type = typeOf(call);
    return type && isPrecise(type) ? library(`torch.${printElementType(type)}`) : UNKNOWN;
  }),
  'torch.Tensor.@is_cuda': row('input', (call) => {
    const device = deviceOf(call);
    return device === undefined ? UNKNOWN : boolean(device.startsWith('cuda'));
  }),
  'torch.Tensor.@device': row('input', (call) => deviceObject(deviceOf(call))),
};
