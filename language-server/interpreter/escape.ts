import { markCalled } from './callable';
import { possible } from './dictionaries';
import { Each } from './each';
import { receiving, runHidden } from './hidden';
import { runCallback } from './javascript/callbacks';
import type { Machine } from './machine';
import { markWritten } from './memory';
import { forgetNames } from './namespaces';
import type { Store } from './store';
import { byKind, type ByKind, type Value } from './value';

/** Gives values to code that is not known: what it could reach and change is unknown from now on. */
export function escape(machine: Machine, values: readonly Value[]): void {
  const seen = new Set<Value>();
  const stack = [...values];
  for (let value = stack.pop(); value; value = stack.pop()) {
    if (seen.has(value)) continue;
    seen.add(value);
    stack.push(...release(machine, value));
    if (!machine.javascript) markCalled(machine.lost, value);
    if (machine.javascript && value.kind === 'function') runCallback(machine, value);
    if (!machine.javascript) runUnseen(machine, value);
  }
}

/** Who gets a function, or the method of an object, may call it. */
function runUnseen(machine: Machine, value: Value): void {
  if (value.kind === 'function') runHidden(machine, value, new Map());
  if (value.kind === 'bound' && value.callee.kind === 'function')
    runHidden(machine, value.callee, receiving(value.callee, value.receiver));
}

/** Makes a value's own content unknown; returns what else is reached through it. */
const release = ({ store }: Machine, value: Value): readonly Value[] => byKind(RELEASE, value, store) ?? [];

const RELEASE: ByKind<[Store], readonly Value[]> = {
  list: ({ elements }, store) => {
    const contents = elements.value instanceof Each ? [elements.value.value] : (elements.value ?? []);
    store.write(elements, undefined);
    return contents;
  },
  dictionary: ({ entries, view }, store) => {
    const contents = possible(entries.value).map((entry) => entry.value);
    store.write(entries, undefined);
    if (view?.kind === 'instance') return [...contents, view];
    return view ? forgetNames(store, view) : contents;
  },
  instance: ({ attributes, escaped }, store) => {
    store.write(escaped, true);
    return [...attributes.values()].flatMap((cell) => cell.value ?? []);
  },
  tensor: (tensor, store) => {
    markWritten(store, tensor);
    return [];
  },
  unknown: ({ among }) => among ?? [],
  tuple: ({ elements }) => elements,
  bound: ({ receiver }) => [receiver],
  method: ({ receiver }) => [receiver],
  partial: ({ callee, positional }) => [callee, ...positional],
};
