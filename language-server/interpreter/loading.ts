import { canonicalName } from '../syntax/names';
import type { Program } from '../syntax/program';
import type { Location } from '../project/workspace';
import { noteDefaults } from './defaults';
import { frameOf } from './frames';
import { declareExports } from './javascript/exports';
import type { Machine } from './machine';
import { Scope } from './scope';
import { run } from './statements';
import { library, UNKNOWN, type ModuleValue, type Site, type Value } from './value';

/** Modules that one program's analysis evaluates: all of torchvision's models take 120. */
const MAX_MODULES = 300;

/** How imports are found and their files read: the edge, where languages differ. */
export interface Finder {
  locate(module: string, from: string): Location | undefined;
  /** The module that a package has under a name although its own code does not bind it. */
  submodule(path: string, name: string): Location | undefined;
  /** undefined for a folder without code of its own. */
  open(path: string): { program: Program; text: string } | undefined;
}

/**
 * The modules of one analysis. Each is evaluated in the analysis of who imports it, once something of it is wanted:
 * most of what a program imports has no bearing on shapes.
 */
export class Modules {
  private readonly known = new Map<string, ModuleValue>();
  private readonly scopes = new Map<ModuleValue, Scope | undefined>();
  private evaluated = 0;

  constructor(private readonly finder: Finder) {}

  /** The program that is run is what its imports see when they import it in turn. */
  enter(path: string, scope: Scope): void {
    const module: ModuleValue = { kind: 'module', path };
    this.known.set(path, module);
    this.scopes.set(module, scope);
  }

  /** A module of the workspace, or a library; unknown where the import leads to neither. */
  load(machine: Machine, module: string, site: Site): Value {
    return this.at(machine, this.finder.locate(module, site.path), site);
  }

  /** A package's submodule. */
  submodule(machine: Machine, { path }: ModuleValue, name: string, site: Site): Value {
    return this.at(machine, this.finder.submodule(path, name), site);
  }

  /** What a module binds; undefined where it cannot be known. In a cycle of imports, what it has bound so far. */
  scope(machine: Machine, module: ModuleValue): Scope | undefined {
    if (!this.scopes.has(module)) {
      this.evaluated += 1;
      this.scopes.set(module, undefined);
      if (this.evaluated <= MAX_MODULES) this.evaluate(machine, module);
    }
    return this.scopes.get(module);
  }

  private at(machine: Machine, location: Location | undefined, site: Site): Value {
    if (!location) return UNKNOWN;
    if ('library' in location) return library(canonicalName(location.library));
    const { path } = location;
    const caller = site.path === machine.main ? site : machine.certainCall();
    const module = this.known.get(path) ?? { kind: 'module', path, ...(caller && { importedAt: caller }) };
    this.known.set(path, module);
    return module;
  }

  private evaluate(machine: Machine, module: ModuleValue): void {
    const { path, importedAt } = module;
    const source = this.finder.open(path);
    if (!source && /\.\w+$/.test(path)) return;
    const scope = new Scope('module', path, undefined, machine.javascript);
    if (machine.javascript) declareExports(scope);
    this.scopes.set(module, scope);
    noteDefaults(machine, source?.text ?? '');
    const finished = machine.apart(
      () => frameOf(machine, scope, importedAt),
      () => run(machine, source?.program.statements ?? []),
    );
    if (!finished) this.scopes.set(module, undefined);
  }
}
