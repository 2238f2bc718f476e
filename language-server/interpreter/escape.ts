import type { Machine } from './machine';
import type { Value } from './value';

/** Gives values to code that is not known: what it could reach and change is unknown from now on. */
export function escape(machine: Machine, values: readonly Value[]): void {
  const seen = new Set<Value>();
  const stack = [...values];
  for (let value = stack.pop(); value; value = stack.pop()) {
    if (seen.has(value)) continue;
    seen.add(value);
    stack.push(...release(machine, value));
  }
}

/** Makes a value's own content unknown; returns what else is reached through it. */
function release({ store }: Machine, value: Value): readonly Value[] {
  switch (value.kind) {
    case 'list': {
      const elements = value.elements.value ?? [];
      store.write(value.elements, undefined);
      return elements;
    }
    case 'dictionary': {
      const entries = [...(value.entries.value?.values() ?? [])].map((entry) => entry.value);
      store.write(value.entries, undefined);
      return entries;
    }
    case 'instance': {
      const contents = [...value.attributes.values()].flatMap((cell) => cell.value ?? []);
      store.write(value.escaped, true);
      return contents;
    }
    case 'tuple':
      return value.elements;
    case 'bound':
      return [value.receiver];
    default:
      return [];
  }
}
