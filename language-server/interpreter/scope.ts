import { Bindings } from './bindings';
import { joinPresent } from './join';
import { Perhaps, present } from './perhaps';
import { Cell } from './store';
import type { ClassValue, Value } from './value';

/** The names of a module, function or class body. */
export class Scope {
  readonly variables: Bindings = new Bindings();
  /** Names declared `global` or `nonlocal`, with the scope they belong to; undefined where there are none. */
  private outer: Map<string, Scope> | undefined;
  /** Of a module: the modules imported by `*`; names that are bound nowhere may come from them. */
  private readonly starred?: Cell<readonly string[]>;
  /** The class whose body this is. */
  type?: ClassValue;

  /** `lexical`: JavaScript's, where an assignment finds its name outside unless it was declared here. */
  constructor(
    readonly kind: 'module' | 'function' | 'class' | 'block',
    readonly path: string,
    readonly parent?: Scope,
    readonly lexical: boolean = parent?.lexical ?? false,
  ) {
    if (kind === 'module') this.starred = new Cell<readonly string[]>([]);
  }

  /** `global` and `nonlocal`: the name is another scope's. */
  share(name: string, owner: Scope): void {
    this.outer ??= new Map<string, Scope>();
    this.outer.set(name, owner);
  }

  /** The scope that a name belongs to which is bound here. */
  ownerOf(name: string): Scope {
    return this.outer?.get(name) ?? this;
  }

  /** A new variable of this very scope. */
  declare(name: string): Cell<Value | undefined> {
    const made = new Cell<Value | undefined>(undefined);
    this.variables.set(name, made);
    return made;
  }

  /** The cell that an assignment to `name` here writes. */
  cell(name: string): Cell<Value | undefined> {
    const owner = this.outer?.get(name) ?? (this.lexical ? this.declaring(name) : this);
    return owner.variables.get(name) ?? owner.declare(name);
  }

  /** The nearest scope that has the name; the module where none has. */
  private declaring(name: string): Scope {
    if (this.variables.has(name) || !this.parent || this.kind === 'class') return this;
    return this.parent.declaring(name);
  }

  /** What `name` means here. */
  find(name: string): Value | undefined {
    return present(this.lookup(name));
  }

  /**
   * The innermost binding, which is there perhaps; functions do not see the class around them. A function's own name is
   * no other's where it is not bound.
   */
  lookup(name: string): Value | undefined | Perhaps<Value | undefined> {
    const own = this.ownerOf(name).variables.get(name)?.whole;
    if (own instanceof Perhaps && this.kind === 'class') return joinPresent(own.value, this.beyond?.find(name));
    if (own || (this.lexical && this.kind !== 'class' && this.variables.has(name))) return own;
    return this.beyond?.lookup(name);
  }

  /** The cell that {@link lookup} reads. */
  holder(name: string): Cell<Value | undefined> | undefined {
    const own = this.ownerOf(name).variables.get(name);
    return own?.value ? own : this.beyond?.holder(name);
  }

  /** Where a name is looked for that this scope does not have. */
  private get beyond(): Scope | undefined {
    let scope = this.parent;
    while (scope?.kind === 'class') scope = scope.parent;
    return scope;
  }

  get wildcards(): readonly string[] {
    return this.module.starred?.value ?? [];
  }

  addWildcards(names: readonly string[]): void {
    const { starred } = this.module;
    starred?.keep([...starred.value, ...names]);
  }

  get module(): Scope {
    return this.parent?.module ?? this;
  }
}
