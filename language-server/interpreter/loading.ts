import { dirname, sep } from 'node:path';
import { namedIn } from '../syntax/named';
import { canonicalName } from '../syntax/names';
import type { Program } from '../syntax/program';
import type { Described } from '../project/described';
import type { Location } from '../project/workspace';
import { Bindings } from './bindings';
import { noteDefaults } from './defaults';
import { frameOf } from './frames';
import { declareExports } from './javascript/exports';
import type { Machine } from './machine';
import { Scope } from './scope';
import { Cell } from './store';
import { run } from './statements';
import { library, UNKNOWN, type ModuleValue, type Site, type Value } from './value';

type ModuleScope = ModuleValue['scope']['value'];

/** How imports are found and their files read: the edge, where languages differ. */
export interface Finder {
  locate(module: string, from: string): Location | undefined;
  /** The module that a package has under a name although its own code does not bind it. */
  submodule(path: string, name: string): Location | undefined;
  /** undefined for a folder without code of its own. */
  open(path: string): { program: Program; text: string } | undefined;
  /** The program of a text that is our own: what a library does, in Python. */
  parse(described: Described): Program;
}

/**
 * The modules of one analysis. Each is evaluated in the analysis of who imports it, once something of it is wanted:
 * most of what a program imports has no bearing on shapes.
 */
export class Modules {
  private readonly known = new Bindings<ModuleValue>();

  constructor(private readonly finder: Finder) {}

  /** The program that is run is what its imports see when they import it in turn. */
  enter(path: string, scope: Scope): void {
    this.known.set(path, new Cell<ModuleValue>({ kind: 'module', path, scope: new Cell<ModuleScope>(scope) }));
  }

  /** A module of the workspace, or a library; unknown where the import leads to neither. */
  load(machine: Machine, module: string, site: Site): Value {
    if (module === '__main__') return this.known.get(machine.main)?.value ?? UNKNOWN;
    return this.at(machine, this.finder.locate(module, site.path), site);
  }

  /** What a library has under a name, where it is written in Python; undefined past a budget. */
  described(machine: Machine, library: Described, name: string, site: Site): Value | undefined {
    const { path } = library;
    const module = this.at(machine, { path }, site);
    if (module.kind !== 'module') return undefined;
    if (module.scope.value === 'not evaluated' && machine.budgets.module())
      this.run(machine, module, this.finder.parse(library));
    const { value } = module.scope;
    return value === 'not evaluated' ? undefined : value?.variables.get(name)?.value;
  }

  /** A package's submodule. */
  submodule(machine: Machine, { path }: ModuleValue, name: string, site: Site): Value {
    return this.at(machine, this.finder.submodule(path, name), site);
  }

  /**
   * What a file of a package asks of the package by the name of another file of it. It is there before the package's own
   * code is through, so that code is evaluated only where it may give the name another meaning.
   */
  part(machine: Machine, module: ModuleValue, name: string, site: Site): Value | undefined {
    const { path, scope } = module;
    if (!site.path.startsWith(dirname(path) + sep) || scope.value !== 'not evaluated') return undefined;
    const location = this.finder.submodule(path, name);
    return location && !this.mayName(path, name, new Set()) ? this.at(machine, location, site) : undefined;
  }

  private mayName(path: string, name: string, seen: Set<string>): boolean {
    const source = seen.has(path) ? undefined : this.finder.open(path);
    seen.add(path);
    if (!source) return false;
    const { names, wildcards } = namedIn(source.program);
    const mayGive = (module: string): boolean => {
      const location = this.finder.locate(module, path);
      return !location || !('path' in location) || this.mayName(location.path, name, seen);
    };
    return names.has(name) || wildcards.some(mayGive);
  }

  /** What a module binds; undefined where it cannot be known. In a cycle of imports, what it has bound so far. */
  scope(machine: Machine, module: ModuleValue): Scope | undefined {
    if (module.scope.value === 'not evaluated') {
      module.scope.keep(undefined);
      if (machine.budgets.module()) this.evaluate(machine, module);
    }
    const { value } = module.scope;
    return value === 'not evaluated' ? undefined : value;
  }

  private at(machine: Machine, location: Location | undefined, site: Site): Value {
    if (!location) return UNKNOWN;
    if ('library' in location) return library(canonicalName(location.library));
    const { path } = location;
    const known = this.known.get(path)?.value;
    if (known) return known;
    const caller = site.path === machine.main ? site : machine.certainCall();
    const scope = new Cell<ModuleScope>('not evaluated');
    const module: ModuleValue = { kind: 'module', path, scope, ...(caller && { importedAt: caller }) };
    this.known.set(path, new Cell(module));
    return module;
  }

  private evaluate(machine: Machine, module: ModuleValue): void {
    const { path } = module;
    const source = this.finder.open(path);
    if (!source && /\.\w+$/.test(path)) return;
    machine.budgets.reads(source?.text.length ?? 0);
    if (source) noteDefaults(machine, source);
    this.run(machine, module, source?.program);
  }

  private run(machine: Machine, module: ModuleValue, program: Program | undefined): void {
    const { path, importedAt } = module;
    const scope = new Scope('module', path, undefined, machine.javascript);
    if (machine.javascript) declareExports(scope);
    module.scope.keep(scope);
    const finished = machine.apart(
      () => frameOf(machine, scope, importedAt),
      () => run(machine, program?.statements ?? []),
    );
    if (!finished) module.scope.keep(undefined);
  }
}
