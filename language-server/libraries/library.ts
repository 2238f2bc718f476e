import type { ArrayClass } from '../interpreter/arrays';
import type { Machine } from '../interpreter/machine';
import type { Instance, Site, Value } from '../interpreter/value';
import type { Expression } from '../syntax/program';

/** A call of a library's function: what each parameter of its signature got; defaults are filled in. */
export interface Call {
  machine: Machine;
  name: string;
  site: Site;
  arguments: ReadonlyMap<string, Value>;
  expressions: ReadonlyMap<string, Expression>;
  /** The instance under construction. */
  self?: Instance;
}

/** What a call returns; reports crashes that are certain. For a class, what its constructor does besides. */
export type Rule = (call: Call) => Value;

/** One function, method or class of a library. */
export interface Row {
  /** As in Python: `input, start_dim=0, *sizes, keyword=None`. */
  signature: string;
  rule: Rule;
  /** The class of arrays that it returns, where that is another library's. */
  gives?: ArrayClass;
  /** Whether it is a class. */
  constructs?: boolean;
  /** Whether it is a static method, which gets no object. */
  static?: boolean;
}

export type Table = Record<string, Row>;

/** What is made when it is first asked for: a program in Python needs no table of TensorFlow.js. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

export const row = (signature: string, rule: Rule): Row => ({ signature, rule });
