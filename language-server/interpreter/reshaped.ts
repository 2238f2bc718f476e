/** Tensors that get another shape in place: whatever else may hold the same tensor has it too. */
import { different } from '../domain/order';
import { equalShapes, type Shape } from '../domain/shape';
import { byName } from '../libraries/by-name';
import { arrayClass } from './arrays';
import type { Arguments } from './arguments';
import { mapValues, possible, type Entries } from './dictionaries';
import { each, Each, type Elements } from './each';
import { joinValues } from './join';
import type { Machine } from './machine';
import { mapPresent } from './perhaps';
import { Scope } from './scope';
import type { Cell } from './store';
import { assign } from './targets';
import { byKind, tuple, type Attributes, type ByKind, type Tensor, type Value, UNKNOWN } from './value';

/** Whether a library's function gives its tensor itself another shape, and whether it gives that tensor. */
export const reshapes = byName((name) => {
  if (METHODS.test(name)) return 'given';
  return name === 'numpy.ndarray.resize' ? 'silent' : undefined;
});

const METHODS = /^torch\.(Tensor\.)?((un)?squeeze|t|transpose|swapaxes|swapdims|resize|resize_as|as_strided|set)_$/;

/** What a call in place leaves of the tensor that it is given. */
export function reshapeGiven(machine: Machine, { positional, named }: Arguments, result: Value): void {
  const before = positional[0] ?? named.get('input');
  if (before) reshapeAliases(machine, before, result.kind === 'tensor' ? result : UNKNOWN);
}

/** `torch.add(a, b, out=c)` gives c the result's shape. */
export function reshapeOut(machine: Machine, { named, written }: Arguments, result: Value): void {
  const out = named.get('out');
  for (const each of out?.kind === 'tuple' ? out.elements : out ? [out] : [])
    reshapeAliases(machine, each, out === each && result.kind === 'tensor' ? result : UNKNOWN);
  const place = written.named.get('out');
  if (out?.kind === 'tensor' && place?.kind === 'name' && machine.frame.scope.find(place.name) !== out)
    assign(machine, place, result);
}

/**
 * What may hold the tensor is of its shape before or after: two tensors may be described by one value, and one tensor by
 * two values where paths have met.
 */
export function reshapeAliases(machine: Machine, before: Value, after: Value): void {
  if (before.kind !== 'tensor' || before === after) return;
  if (after.kind === 'tensor' && equalShapes(before.shape, after.shape)) return;
  new Search(machine, before, after).run();
}

/** Looks through all that frames and instances hold. */
class Search {
  private readonly seen = new Set<object>();
  private readonly left: Value[] = [];

  constructor(
    private readonly machine: Machine,
    private readonly before: Tensor,
    private readonly after: Value,
  ) {}

  run(): void {
    for (const { scope } of this.machine.frames) this.lookInScope(scope);
    this.left.push(...this.machine.asked(({ instances }) => [...instances]));
    for (let value = this.left.pop(); value; value = this.left.pop()) {
      if (this.seen.has(value)) continue;
      this.seen.add(value);
      byKind(this.inside, value);
    }
  }

  private lookInScope(scope: Scope | undefined): void {
    if (!scope || this.seen.has(scope)) return;
    this.seen.add(scope);
    this.lookIn(scope.variables);
    this.lookInScope(scope.parent);
  }

  private lookIn(cells: Attributes): void {
    for (const [, cell] of cells) this.look(cell);
  }

  private look(cell: Cell<Value | undefined>): void {
    const { value } = cell;
    if (!value) return;
    const changed = this.changed(value);
    if (changed === value) this.left.push(value);
    else this.machine.store.write(cell, mapPresent(cell.whole, () => changed) as Value);
  }

  private readonly changed = (value: Value): Value => {
    if (value.kind === 'tensor') return this.isMeant(value) ? joinValues([value, this.shapedOf(value)]) : value;
    if (value.kind === 'bound') return this.changedReceiver(value);
    if (value.kind !== 'tuple') return value;
    const elements = value.elements.map(this.changed);
    return this.differ(value.elements, elements) ? { ...value, ...tuple(elements) } : value;
  };

  private changedReceiver(value: Extract<Value, { kind: 'bound' }>): Value {
    const receiver = this.changed(value.receiver);
    return receiver === value.receiver ? value : { ...value, receiver };
  }

  private differ(before: readonly Value[], after: readonly Value[]): boolean {
    return after.some((value, i) => value !== before[i]);
  }

  private shapedOf(value: Tensor): Value {
    return this.after.kind === 'tensor' ? { ...value, shape: this.after.shape } : this.after;
  }

  private isMeant(value: Tensor): boolean {
    if (value === this.before) return true;
    const [one, other] = [value.type, this.before.type];
    return (
      arrayClass(value) === arrayClass(this.before) &&
      (one === other || one === undefined || other === undefined) &&
      mayBeEqual(value.shape, this.before.shape)
    );
  }

  private changeElements(cell: { value: Elements }, write: (elements: Elements) => void): void {
    const { value } = cell;
    if (value instanceof Each) {
      const changed = this.changed(value.value);
      if (changed === value.value) this.left.push(changed);
      else write(each(changed, value.from, { made: value.isMade, count: value.count }));
      return;
    }
    const changed = value?.map(this.changed) ?? [];
    if (value && this.differ(value, changed)) write(changed);
    this.left.push(...changed);
  }

  private changeEntries(entries: Entries, write: (entries: Entries) => void): void {
    const values = possible(entries).map(({ value }) => value);
    const changed = values.map(this.changed);
    if (this.differ(values, changed)) write(mapValues(entries, this.changed));
    this.left.push(...changed);
  }

  private readonly inside: ByKind<[], void> = {
    instance: ({ attributes, class: type }) => {
      this.lookIn(attributes);
      this.left.push(type);
    },
    class: ({ attributes, bases }) => {
      this.lookIn(attributes);
      this.left.push(...bases);
    },
    module: ({ scope }) => {
      if (scope.value instanceof Scope) this.lookInScope(scope.value);
    },
    function: ({ scope, defaults }) => {
      this.lookInScope(scope);
      this.left.push(...defaults.values());
    },
    bound: ({ receiver, callee }) => {
      this.left.push(receiver, callee);
    },
    partial: ({ callee, positional, named }) => {
      this.left.push(callee, ...positional, ...named.values());
    },
    tuple: ({ elements }) => {
      this.left.push(...elements);
    },
    list: ({ elements }) => {
      this.changeElements(elements, (changed) => {
        this.machine.store.write(elements, changed);
      });
    },
    dictionary: ({ entries, view }) => {
      this.changeEntries(entries.value, (changed) => {
        this.machine.store.write(entries, changed);
      });
      if (view) this.left.push(view);
    },
  };
}

/** Whether both may be of one tensor. */
function mayBeEqual(a: Shape, b: Shape): boolean {
  const [left, right] = [a.dimensions.toReversed(), b.dimensions.toReversed()];
  if (!a.open && left.length < right.length) return false;
  if (!b.open && right.length < left.length) return false;
  return left.every((size, i) => i >= right.length || !different(size, right[i]!));
}
