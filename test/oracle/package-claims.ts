import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { claims } from '../../language-server/analyze';
import type { Claim } from '../../language-server/analysis';
import { printDimension } from '../../language-server/domain/dimension';
import type { Shape } from '../../language-server/domain/shape';
import { execute } from '../../language-server/interpreter/entries';
import type { Event } from '../../language-server/interpreter/event';
import { frameOf } from '../../language-server/interpreter/frames';
import { Machine } from '../../language-server/interpreter/machine';
import { Scope } from '../../language-server/interpreter/scope';
import { run } from '../../language-server/interpreter/statements';
import { UNKNOWN, type Value } from '../../language-server/interpreter/value';
import { loadGrammars, type Grammars } from '../../language-server/syntax/grammars';
import { Lines } from '../../language-server/syntax/lines';
import { parse } from '../../language-server/syntax/parse';
import type { Program } from '../../language-server/syntax/program';

/** A claim as the oracle scores it. */
export interface ScoredClaim {
  file: string;
  line: number;
  name: string;
  shape: (number | string)[] | null;
}

interface Source {
  program: Program;
  lines: Lines;
}

/** The files of one installed package, parsed once for all programs. */
export class Package {
  private readonly sources = new Map<string, Source>();

  private constructor(
    private readonly grammars: Grammars,
    private readonly root: string,
  ) {}

  static async open(root: string): Promise<Package> {
    return new Package(await loadGrammars(), root);
  }

  /** What the checker claims of a program and of the package's files that it reaches, and the crashes that it reports. */
  check(path: string): { claims: ScoredClaim[]; crashes: Event[] } {
    const loaded = new Map<string, Value>();
    const machine: Machine = new Machine((module, from) => this.load(machine, loaded, module, from));
    execute(machine, this.source(path).program, path);
    const files = [...new Set(machine.claims.map((each) => each.path))];
    return {
      claims: files.flatMap((file) => claims(machine.claims, file, this.source(file).lines).flatMap(scored(file))),
      crashes: machine.events.filter(({ kind }) => kind !== 'call'),
    };
  }

  private source(path: string): Source {
    const known = this.sources.get(path);
    if (known) return known;
    const text = readFileSync(path, 'utf8');
    const made = { program: parse(this.grammars, { path, language: 'python', text }), lines: new Lines(text) };
    this.sources.set(path, made);
    return made;
  }

  /** A module of the package, run when it is first imported; its parents are run before it. */
  private load(machine: Machine, loaded: Map<string, Value>, written: string, from: string): Value {
    const name = this.absolute(written, from);
    const file = this.fileOf(name);
    if (!file) return UNKNOWN;
    const parent = name.includes('.')
      ? this.load(machine, loaded, name.slice(0, name.lastIndexOf('.')), from)
      : undefined;
    const known = loaded.get(name);
    if (known) return known;
    const scope = new Scope('module', file);
    const value: Value = { kind: 'module', scope };
    loaded.set(name, value);
    machine.frames.push(frameOf(machine, scope));
    run(machine, this.source(file).program.statements);
    machine.frames.pop();
    if (parent?.kind === 'module') machine.store.write(parent.scope.cell(name.slice(name.lastIndexOf('.') + 1)), value);
    return value;
  }

  /** `..ops.misc` as written in a file of the package. */
  private absolute(module: string, from: string): string {
    const dots = /^\.+/.exec(module)?.[0].length ?? 0;
    if (dots === 0) return module;
    const folder = resolve(dirname(from), ...Array.from({ length: dots - 1 }, () => '..'));
    const around = folder.slice(dirname(this.root).length + 1).replaceAll('/', '.');
    return dots === module.length ? around : `${around}.${module.slice(dots)}`;
  }

  private fileOf(module: string): string | undefined {
    if (module.split('.')[0] !== basename(this.root)) return undefined;
    const path = join(dirname(this.root), ...module.split('.'));
    return [join(path, '__init__.py'), `${path}.py`].find(existsSync);
  }
}

const sizes = (shape: Shape | null): ScoredClaim['shape'] =>
  shape && !shape.open
    ? shape.dimensions.map((size) => (typeof size === 'number' ? size : printDimension(size)))
    : null;

const scored =
  (path: string) =>
  ({ line, name, shape, before }: Claim): ScoredClaim[] =>
    [shape, ...(before ? [before] : [])].map((each) => ({ file: basename(path), line, name, shape: sizes(each) }));
