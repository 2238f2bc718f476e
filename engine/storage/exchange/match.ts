/** Finds the weight of every slot among a file's tensors, or says in one line what does not match. */
import { Problem } from '../../process/problem';
import { differ, shownShape } from '../shapes';
import type { StoredTensor, Tensors } from '../tensors';
import { channelsFirstRows, fromLayout } from './layout';
import { fromTorch, torchSlot, withOurModules, type TorchSlot } from './pytorch';
import type { Slot } from './slots';

/** A file's tensor in our layout. */
export interface Found {
  name: string;
  tensor: StoredTensor;
  /** Whether the file's network flattens its images with channels first. */
  channelsFirst?: boolean;
}

/** Enough of a list of differences to see what is wrong. */
const MAX_SHOWN = 3;

const misfit = (object: string, differences: string[]) => {
  const more = differences.length > MAX_SHOWN ? `; and ${differences.length - MAX_SHOWN} more` : '';
  const shown = differences.slice(0, MAX_SHOWN).join('; ');
  return new Problem(
    'weights-misfit',
    `${object} does not fit the model: ${shown}${more}; set model.params to what it was made with, or model.weights to null`,
  );
};

/** @throws Problem unless the tensors are the slots' by their names and shapes */
export function matchOurNames(slots: readonly Slot[], tensors: Tensors, object: string): Tensors {
  const differences = differ(new Map(slots.map(({ name, shape }) => [name, shape])), tensors);
  if (differences.length) throw misfit(object, differences);
  return tensors;
}

const noTwin = (object: string, { name, kind }: Slot) =>
  new Problem(
    'weights-misfit',
    `${object} has other names than ours, and PyTorch has no module for ${name} of a ${kind} layer; give a file of "nabla export"`,
  );

/** The tensors of a PyTorch state_dict. @throws Problem unless every slot has its twin there, and no more is there */
export function matchTorch(slots: readonly Slot[], stateDict: Tensors, object: string): Tensors {
  const twins = slots.map((slot): TorchSlot => {
    const found = torchSlot(slot);
    if (found) return found;
    throw noTwin(object, slot);
  });
  const tensors = withOurModules(stateDict, slots);
  const expected = twins.flatMap(({ names, layout }) => names.map((name) => [name, layout.shape] as const));
  const differences = differ(new Map(expected), tensors);
  if (differences.length) throw misfit(object, differences);
  return new Map(twins.map((twin) => [twin.slot.name, fromTorch(twin, tensors)]));
}

/** Our row order of a kernel that the file's network fed channels first. */
function inOurOrder({ shape, flattened }: Slot, { tensor, channelsFirst }: Found): StoredTensor {
  if (!flattened || !channelsFirst) return tensor;
  return fromLayout(tensor, channelsFirstRows(flattened, shape[1]!), shape);
}

/** Names by which a slot's weight may go. */
const namesOf = (slot: Slot): string[] => [slot.name, ...(torchSlot(slot)?.names ?? [])];

/** Each slot's tensor by name; undefined where a slot has none. */
function byName(slots: readonly Slot[], found: readonly Found[]): Found[] | undefined {
  const named = new Map(found.map((one) => [one.name, one]));
  const matched = slots.map((slot) => namesOf(slot).flatMap((name) => named.get(name) ?? [])[0]);
  return matched.every((one) => one !== undefined) ? matched : undefined;
}

/**
 * Tensors in our layouts: by their names where every slot finds its own, else by their order.
 * @throws Problem naming tensors whose shapes differ
 */
export function matchFound(slots: readonly Slot[], found: readonly Found[], object: string): Tensors {
  const matched = byName(slots, found) ?? found;
  const pairs = Array.from({ length: Math.max(slots.length, matched.length) }, (_, index) => ({
    slot: slots[index],
    one: matched[index],
  }));
  const differences = pairs.flatMap(({ slot, one }) => {
    const [ours, theirs] = [shownShape(slot?.shape), shownShape(one?.tensor.shape)];
    if (ours === theirs) return [];
    const there = one ? `${one.name} is ${theirs} there` : 'nothing there';
    return [slot ? `${slot.name} is ${ours} here, ${there}` : `${there}, nothing here`];
  });
  if (differences.length) throw misfit(object, differences);
  return new Map(slots.map((slot, index) => [slot.name, inOurOrder(slot, matched[index]!)]));
}
