/**
 * Methods of arrays that V8 gives a program only once it runs, and not while a snapshot is made. As in ECMA-262, 23.1.3,
 * for the arguments that we call them with.
 */
const METHODS = {
  toReversed(this: unknown[]): unknown[] {
    return [...this].reverse();
  },
  toSorted(this: unknown[], compare?: (a: unknown, b: unknown) => number): unknown[] {
    return [...this].sort(compare);
  },
  toSpliced(this: unknown[], ...change: [number, number, ...unknown[]]): unknown[] {
    const copy = [...this];
    copy.splice(...change);
    return copy;
  },
  with(this: unknown[], index: number, value: unknown): unknown[] {
    const copy = [...this];
    copy[index < 0 ? copy.length + index : index] = value;
    return copy;
  },
};

/** Gives arrays those that are missing. @returns what takes them away again */
export function fillIn(): () => void {
  const missing = Object.entries(METHODS).filter(([name]) => !(name in Array.prototype));
  for (const [name, value] of missing) {
    Object.defineProperty(Array.prototype, name, { value, configurable: true, writable: true });
  }
  return () => {
    for (const [name] of missing) Reflect.deleteProperty(Array.prototype, name);
  };
}
