import { oneAmong } from './alternatives';
import { Bindings } from './bindings';
import { mapValues, type Entries } from './dictionaries';
import { each, Each, type Elements } from './each';
import type { Machine } from './machine';
import { mapPresent } from './perhaps';
import { Cell } from './store';
import { inherited } from './inherited';
import { isModule } from './modules';
import { tuple, UNKNOWN, type Attributes, type Instance, type Value } from './value';

/** `copy.copy(value)`: what it holds stays the same. */
export const shallowCopy = (machine: Machine, value: Value): Value =>
  noted(machine, (copies) =>
    isModule(value) && !copiesItself(value) ? sharingParts(value, copies) : copied(value, (part) => part, copies),
  );

/** PyTorch keeps a module's parts in dictionaries of their own, which are the copy's too: one set on either is set on both. */
const sharingParts = (value: Instance, copies: Copies): Instance =>
  instanceLike(value, copies, value.members, (cell) =>
    cell.value && isPart(cell.value) ? cell : new Cell<Value | undefined>(cell.whole),
  );

const isPart = (value: Value): boolean => isModule(value) || (value.kind === 'tensor' && value.parameter === true);

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
    const { kind, type, factory } = value;
    const made: Value = { kind, entries, ...(type && { type }), ...(factory && { factory }) };
    copies.set(value, made);
    entries.value = mapValues(value.entries.value, inner);
    return made;
  }
  return value.kind === 'instance' ? copiedInstance(value, inner, copies) : value;
}

/** What a class of the program does itself where its objects are copied. */
const OWN_COPYING = ['copy', 'deepcopy', 'reduce', 'reduce_ex', 'getstate', 'setstate', 'new'].map(
  (each) => `__${each}__`,
);

const copiesItself = ({ class: type }: Instance): boolean =>
  type.kind === 'class' && OWN_COPYING.some((name) => inherited(type, name));

function copiedInstance(value: Instance, inner: (part: Value) => Value, copies: Copies): Value {
  // Its parts may be those of the copy, which may be the object itself.
  if (copiesItself(value)) return oneAmong([value, UNKNOWN]) ?? UNKNOWN;
  return instanceLike(
    value,
    copies,
    new Cell(value.members.value),
    ({ whole }) => new Cell<Value | undefined>(mapPresent(whole, inner)),
  );
}

function instanceLike(
  value: Instance,
  copies: Copies,
  members: Instance['members'],
  cellFor: (cell: Cell<Value | undefined>) => Cell<Value | undefined>,
): Instance {
  const attributes: Attributes = new Bindings();
  const made = { ...value, attributes, escaped: new Cell(value.escaped.value), members };
  copies.set(value, made);
  for (const [name, cell] of value.attributes) attributes.set(name, cellFor(cell));
  return made;
}

const copiedElements = (elements: Elements, inner: (part: Value) => Value): Elements =>
  elements instanceof Each ? each(inner(elements.value), elements.from) : elements?.map(inner);
