import type { Method, Methods, MethodCall } from './container-methods';
import { spelled } from './each';
import { distinct } from './distinct';
import { inNoOrder } from './iteration';
import { keyOf } from './keys';
import { boolean, list, NONE, UNKNOWN, type ListValue, type Value } from './value';

type Combine = (own: readonly Value[], other: (value: Value) => boolean, others: readonly Value[]) => readonly Value[];

function combined(
  { machine }: MethodCall,
  receiver: ListValue,
  other: Value,
  combine: Combine,
): readonly Value[] | undefined {
  const [own, others] = [distinct(spelled(receiver.elements.value)), distinct(inNoOrder(machine, other))];
  if (!own || !others) return undefined;
  const keys = new Set<string | undefined>(others.map(keyOf));
  return combine(own, (value) => keys.has(keyOf(value)), others);
}

const making =
  (combine: Combine): Method<ListValue> =>
  (call, receiver, other = UNKNOWN) =>
    list(combined(call, receiver, other, combine), 'set');

const changing =
  (combine: Combine): Method<ListValue> =>
  (call, receiver, other = UNKNOWN) => {
    call.machine.store.write(receiver.elements, combined(call, receiver, other, combine));
    return NONE;
  };

/** The same with one element instead of another set. */
const changingOne =
  (combine: Combine): Method<ListValue> =>
  (call, receiver, value = UNKNOWN) =>
    changing(combine)(call, receiver, list([value]));

const testing =
  (test: (own: readonly Value[], common: readonly Value[], others: readonly Value[]) => boolean): Method<ListValue> =>
  (call, receiver, other = UNKNOWN) => {
    const all = distinct(inNoOrder(call.machine, other));
    const common = all && combined(call, receiver, list(all), intersection);
    const own = spelled(receiver.elements.value);
    return common && own ? boolean(test(own, common, all)) : UNKNOWN;
  };

const intersection: Combine = (own, inOther) => own.filter(inOther);
const difference: Combine = (own, inOther) => own.filter((value) => !inOther(value));
const union: Combine = (own, inOther, others) => [...difference(own, inOther, others), ...others];

export const SET: Methods<ListValue> = {
  add: changingOne(union),
  discard: changingOne(difference),
  remove: changingOne(difference),
  update: changing(union),
  union: making(union),
  intersection: making(intersection),
  difference: making(difference),
  issubset: testing((own, common) => common.length === own.length),
  issuperset: testing((_, common, others) => common.length === others.length),
  isdisjoint: testing((_, common) => common.length === 0),
  copy: (_, { elements }) => list(elements.value, 'set'),
};
