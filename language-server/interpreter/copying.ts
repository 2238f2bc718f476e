import { Bindings } from './bindings';
import { mapValues, type Entries } from './dictionaries';
import { each, Each, type Elements } from './each';
import type { Machine } from './machine';
import { mapPresent } from './perhaps';
import { Cell } from './store';
import { tuple, type Attributes, type Value } from './value';

/** `copy.copy(value)`: what it holds stays the same. */
export const shallowCopy = (machine: Machine, value: Value): Value =>
  noted(machine, (copies) => copied(value, (part) => part, copies));

/** `copy.deepcopy(value)`: what is held twice, or in a circle, is copied once. */
export const deepCopy = (machine: Machine, value: Value): Value =>
  noted(machine, (copies) => {
    const copy = (part: Value): Value => copied(part, copy, copies);
    return copy(value);
  });

/** The machine knows of every instance, copied or made. */
function noted({ speculative, instances }: Machine, copy: (copies: Copies) => Value): Value {
  const copies: Copies = new Map();
  const made = copy(copies);
  if (speculative > 0) return made;
  for (const each of copies.values()) if (each.kind === 'instance') instances.push(each);
  return made;
}

type Copies = Map<Value, Value>;

/** A value of which `inner` gives the parts: containers and instances are new ones. */
function copied(value: Value, inner: (part: Value) => Value, copies: Copies): Value {
  const known = copies.get(value);
  if (known) return known;
  if (value.kind === 'tuple') return { ...value, ...tuple(value.elements.map(inner)) };
  if (value.kind === 'list') {
    const elements = new Cell<Elements>(undefined);
    const made: Value = { ...value, elements };
    copies.set(value, made);
    elements.value = copiedElements(value.elements.value, inner);
    return made;
  }
  if (value.kind === 'dictionary') {
    const entries = new Cell<Entries>(undefined);
    const made: Value = { ...value, entries };
    copies.set(value, made);
    entries.value = mapValues(value.entries.value, inner);
    return made;
  }
  return value.kind === 'instance' ? copiedInstance(value, inner, copies) : value;
}

function copiedInstance(
  value: Extract<Value, { kind: 'instance' }>,
  inner: (part: Value) => Value,
  copies: Copies,
): Value {
  const attributes: Attributes = new Bindings();
  const made: Value = {
    ...value,
    attributes,
    escaped: new Cell(value.escaped.value),
    members: new Cell(value.members.value),
  };
  copies.set(value, made);
  for (const [name, cell] of value.attributes)
    attributes.set(name, new Cell<Value | undefined>(mapPresent(cell.whole, inner)));
  return made;
}

const copiedElements = (elements: Elements, inner: (part: Value) => Value): Elements =>
  elements instanceof Each ? each(inner(elements.value), elements.from) : elements?.map(inner);
