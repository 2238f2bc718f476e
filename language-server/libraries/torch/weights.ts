import { categoryOf, type ElementType } from '../../domain/element-type';
import type { Machine } from '../../interpreter/machine';
import { isModule, knownModules } from '../../interpreter/modules';
import { mapPresent } from '../../interpreter/perhaps';
import { attributeCell } from '../../interpreter/setting-attributes';
import { string, UNKNOWN, type ClassValue, type Instance, type Tensor, type Value } from '../../interpreter/value';
import { attributeOf, layerOf } from '../call';
import type { Call } from '../library';

/** What all of a layer's weights have in common; each undefined where it is not known. */
export interface Weights {
  type?: ElementType | undefined;
  device?: string | undefined;
}

/** What is held of them; `format`: that their axes lie in memory in the usual order. */
type Part = keyof Weights | 'format';

/** Attributes that hold it, under names that no program uses. */
const HELD = { type: '*dtype', device: '*device', format: '*format' } as const;

/** The names of a module's buffers, which move with it, a line each. */
const BUFFERS = '*buffers';

/** There where a buffer may be left out of what is saved. */
const TRANSIENT = '*transient';

/** Layers with weights whatever their settings, and layers that have them where a setting says so. */
const ALWAYS =
  /^torch\.nn\.(Linear|Bilinear|Embedding(Bag)?|Conv(Transpose)?[123]d|PReLU|(LSTM|GRU|RNN)(Cell)?|MultiheadAttention|Transformer(Encoder|Decoder)Layer)(\.|$)/;
const SETTING: readonly (readonly [names: RegExp, setting: string])[] = [
  [/^torch\.nn\.(BatchNorm[123]d|GroupNorm|InstanceNorm[123]d)(\.|$)/, 'affine'],
  [/^torch\.nn\.(LayerNorm|RMSNorm)(\.|$)/, 'elementwise_affine'],
];

/** What PyTorch's layers call what they learn: `weight`, `bias`, `weight_ih_l0`. */
export const isWeight = (name: string): boolean => /^(weight|bias)(_|$)/.test(name);

function hasWeights(name: string, read: (setting: string) => Value): boolean {
  if (ALWAYS.test(name)) return true;
  const setting = SETTING.find(([names]) => names.test(name))?.[1];
  const value = setting === undefined ? undefined : read(setting);
  return value?.kind === 'boolean' && value.value;
}

/** Whether a call is one of a layer that has weights. */
export const isWeighted = (call: Call): boolean =>
  call.name.endsWith('.forward') && hasWeights(call.name, (setting) => attributeOf(layerOf(call), setting));

/** A layer under construction gets its weights; they may be moved and converted later. */
export function makeWeights(machine: Machine, instance: Instance, name: string, { type, device }: Weights): void {
  if (!hasWeights(name, (setting) => instance.attributes.get(setting)?.value ?? UNKNOWN)) return;
  hold(machine, instance, 'type', type);
  hold(machine, instance, 'device', device);
  hold(machine, instance, 'format', 'usual');
  for (const name of [...instance.attributes.keys()].filter(isWeight)) {
    const cell = attributeCell(instance.attributes, name);
    if (cell.value?.kind !== 'tensor') continue;
    const part = { ...(type && { type }), ...(device !== undefined && { device }) };
    machine.store.write(cell, { ...cell.value, ...part });
  }
}

const hold = ({ store }: Machine, { attributes }: Instance, part: Part, value: string | undefined): void => {
  store.write(attributeCell(attributes, HELD[part]), value === undefined ? UNKNOWN : string(value));
};

const held = ({ attributes }: Instance, part: Part): string | undefined => {
  const value = attributes.get(HELD[part])?.value;
  return value?.kind === 'string' ? value.value : undefined;
};

/** Of the layer that is called. Weights that a program sets itself may be others than those that were made. */
export function weightsOf(call: Call): Weights {
  const layer = layerOf(call);
  if (!layer) return {};
  const { type, device, parameter } = weightIn(layer) ?? {};
  if (parameter || (layer.attributes.has('weight') && !weightIn(layer))) return { type, device };
  return { type: held(layer, 'type') as ElementType | undefined, device: held(layer, 'device') };
}

/** Whether the axes of the called layer's weights lie in the usual order. */
export function areUsual(call: Call): boolean {
  const layer = layerOf(call);
  return layer !== undefined && !layer.escaped.value && held(layer, 'format') !== undefined;
}

const weightIn = (layer: Instance): Tensor | undefined => {
  const value = layer.attributes.get('weight')?.value;
  return value?.kind === 'tensor' ? value : undefined;
};

/** A buffer's name is noted: other tensors that a module has stay where they are. */
export function noteBuffer({ store }: Machine, { attributes }: Instance, name: string): void {
  const cell = attributes.get(BUFFERS);
  const known = cell?.isDoubtful ? UNKNOWN : cell?.value;
  const before = known?.kind === 'string' ? `${known.value}\n` : '';
  store.write(attributeCell(attributes, BUFFERS), known && known.kind !== 'string' ? UNKNOWN : string(before + name));
}

/** What a module of the program keeps besides its parameters; undefined where that is not known. */
export function buffersOf({ attributes }: Instance): string[] | undefined {
  const cell = attributes.get(BUFFERS);
  const known = cell?.value;
  if (attributes.has(TRANSIENT) || cell?.isDoubtful || (known && known.kind !== 'string')) return undefined;
  return known ? known.value.split('\n') : [];
}

/** Notes that not all buffers are saved. */
export const noteTransient = ({ store }: Machine, { attributes }: Instance): void => {
  store.write(attributeCell(attributes, TRANSIENT), UNKNOWN);
};

/** Whether an attribute's tensor moves with its module; undefined where that is not known. */
function moves(module: Instance, name: string, { parameter, buffer }: Tensor): boolean | undefined {
  if (parameter === 'perhaps') return undefined;
  if (parameter || buffer || module.class.kind === 'library') return true;
  const cell = module.attributes.get(BUFFERS);
  const buffers = cell?.value;
  if (buffers && (buffers.kind !== 'string' || cell.isDoubtful)) return undefined;
  return buffers?.value.split('\n').includes(name) ?? false;
}

/** What a conversion of a tensor changes: the type only of floats, and only what is named; null: to what is not known. */
export interface Change {
  type?: ElementType | null;
  device?: string | null;
  format?: null;
}

/** The type and the device, to what is not known, and perhaps the order of axes. */
export const EITHER: Change = { type: null, device: null, format: null };

/** `module.to(…)`, of the module and all below it; what a module does that has its own way is not known. */
export function changeWeights(machine: Machine, module: Value, change: Change): void {
  const modules = [...knownModules(module)];
  const own = modules.some(({ class: type }) => type.kind === 'class' && definesApply(type));
  const either = own ? EITHER : change;
  for (const each of modules) changeOwn(machine, each, either);
}

const definesApply = ({ ancestors, attributes }: ClassValue): boolean =>
  attributes.has('_apply') || (ancestors ?? []).some((each) => each.kind === 'class' && each.attributes.has('_apply'));

function changeOwn(machine: Machine, module: Instance, change: Change): void {
  for (const part of ['type', 'device', 'format'] as const)
    if (change[part] !== undefined && module.attributes.has(HELD[part]))
      hold(machine, module, part, change[part] ?? undefined);
  for (const [name, cell] of module.attributes) {
    if (cell.value?.kind !== 'tensor') continue;
    const moved = changed(cell.value, change, moves(module, name, cell.value));
    machine.store.write<unknown>(
      cell,
      mapPresent(cell.whole, () => moved),
    );
  }
}

/** @param moving whether the tensor is one that moves; undefined where that is not known */
function changed(tensor: Tensor, change: Change, moving: boolean | undefined): Tensor {
  if (moving === false) return tensor;
  const { type: before, device: at, ...rest } = tensor;
  const isFloat = before !== undefined && categoryOf(before) === 'float';
  const type = change.type === undefined || !isFloat ? before : moving ? (change.type ?? 'float') : 'float';
  const device = change.device === undefined ? at : moving ? change.device : undefined;
  if (type === before && device === at) return tensor;
  return { ...rest, ...(type && { type }), ...(typeof device === 'string' && { device }) };
}

/** Whoever calls what nothing in the program calls may have moved and converted its modules before. */
export function forgetWeights(machine: Machine, instances: Iterable<Instance>): void {
  for (const each of instances) if (isModule(each)) changeOwn(machine, each, EITHER);
}
