import { Cell } from './store';
import type { ClassValue, Value } from './value';

/** The names of a module, function or class body. */
export class Scope {
  readonly variables = new Map<string, Cell<Value | undefined>>();
  /** Names declared `global` or `nonlocal`, with the scope they belong to. */
  readonly outer = new Map<string, Scope>();
  /** Modules imported by `*`: names that are bound nowhere may come from them. */
  readonly wildcards: string[] = [];
  /** The class whose body this is. */
  type?: ClassValue;

  constructor(
    readonly kind: 'module' | 'function' | 'class',
    readonly path: string,
    readonly parent?: Scope,
  ) {}

  /** The cell that an assignment to `name` here writes. */
  cell(name: string): Cell<Value | undefined> {
    const owner = this.outer.get(name) ?? this;
    const known = owner.variables.get(name);
    if (known) return known;
    const made = new Cell<Value | undefined>(undefined);
    owner.variables.set(name, made);
    return made;
  }

  /** What `name` means here: the innermost binding; functions do not see the class around them. */
  find(name: string): Value | undefined {
    const own = (this.outer.get(name) ?? this).variables.get(name)?.value;
    if (own) return own;
    let scope = this.parent;
    while (scope?.kind === 'class') scope = scope.parent;
    return scope?.find(name);
  }

  get module(): Scope {
    return this.parent?.module ?? this;
  }
}
