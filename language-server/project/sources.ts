import { dirname, isAbsolute, resolve } from 'node:path';
import type { Grammars } from '../syntax/grammars';
import { languageOf, parse, parsing, type Document } from '../syntax/parse';
import type { Language, Program } from '../syntax/program';
import type { Steps } from '../steps';
import { locateJavascript } from './javascript-modules';
import { locationOf, Locations, type Located } from './locations';
import { locatePython, locateSubmodule } from './python-modules';
import type { Described } from './described';
import { searchPath } from './search-path';
import type { Location, Workspace } from './workspace';

/**
 * Characters of parsed files that are kept, the last used: their programs take some 40 times as many bytes. All that one
 * program imports is found again by the next, with room for the programs themselves: see MAX_READ.
 */
const MAX_KEPT = 2_400_000;

export interface Source {
  path: string;
  text: string;
  program: Program;
}

interface Kept {
  version: string;
  source: Source;
}

/** The workspace's programs, each parsed once for a version of its file. */
export class Sources {
  private readonly kept = new Map<string, Kept>();
  private readonly ours = new Map<string, Program>();
  private size = 0;
  /** Where imports lead. */
  readonly locations = new Locations();

  constructor(
    private readonly grammars: Grammars,
    readonly workspace: Workspace,
  ) {}

  /** A document's program, which is the file's where that has the same text: who is checked is often imported too. */
  *of(document: Document): Steps<Source> {
    const { path, language, text } = document;
    const version = languageOf(path) === language ? this.workspace.entry(path)?.version : undefined;
    const known = this.kept.get(path);
    if (version !== undefined && known?.version === version && known.source.text === text) {
      this.keep(path, known);
      return known.source;
    }
    const source = { path, text, program: yield* parsing(this.grammars, document) };
    if (version !== undefined && this.workspace.read(path) === text) this.keep(path, { version, source });
    return source;
  }

  /** undefined where the file cannot be read or is no program. */
  open(path: string): Source | undefined {
    const version = this.workspace.entry(path)?.version;
    const known = this.kept.get(path);
    const source = version === undefined ? undefined : known?.version === version ? known.source : this.parse(path);
    if (version !== undefined && source) this.keep(path, { version, source });
    else if (known) this.drop(path, known);
    return source;
  }

  /** The program of a text of our own, parsed once. */
  described({ path, text }: Described): Program {
    const known = this.ours.get(path) ?? parse(this.grammars, { path, language: 'python', text });
    this.ours.set(path, known);
    return known;
  }

  private parse(path: string): Source | undefined {
    const language = languageOf(path);
    if (!language) return undefined;
    const text = this.workspace.read(path);
    if (text === undefined) return undefined;
    return { path, text, program: parse(this.grammars, { path, language, text }) };
  }

  private keep(path: string, kept: Kept): void {
    const known = this.kept.get(path);
    if (known) this.drop(path, known);
    this.kept.set(path, kept);
    this.size += kept.source.text.length;
    for (const [oldest, each] of this.kept) {
      if (this.size <= MAX_KEPT || oldest === path) break;
      this.drop(oldest, each);
    }
  }

  private drop(path: string, { source }: Kept): void {
    this.kept.delete(path);
    this.size -= source.text.length;
  }
}

/** How a language's imports are found. */
type Locate = (workspace: Workspace, module: string, from: string, bases: readonly string[]) => Location | undefined;

const LOCATE: Record<Language, Locate> = {
  python: locatePython,
  javascript: locateJavascript,
  typescript: locateJavascript,
  tsx: locateJavascript,
};

/** The imports of one file. */
interface FromFile {
  language: Language;
  located: Located;
  known: Map<string, Location | undefined>;
}

/** What one program imports, and what was looked at to find it. */
export class Imports implements Workspace {
  /** Every path that was looked at, with the version that was found there. */
  readonly consulted = new Map<string, string | undefined>();
  readonly opened = new Map<string, Source>();
  /** Paths that were to be opened and could not be. */
  readonly unread = new Set<string>();
  private readonly bases: readonly string[];
  private readonly located = new Map<string, FromFile>();

  constructor(
    private readonly sources: Sources,
    /** The path of the program that is run. */
    readonly main: string,
  ) {
    this.bases = searchPath(this, main);
  }

  get roots(): readonly string[] {
    return this.sources.workspace.roots;
  }

  entry(path: string): ReturnType<Workspace['entry']> {
    const found = this.sources.workspace.entry(path);
    this.consulted.set(path, found?.version);
    return found;
  }

  read(path: string): string | undefined {
    return this.sources.workspace.read(path);
  }

  /** Whether all that was looked at is as it was, apart from the program itself. */
  areCurrent(): boolean {
    const { workspace } = this.sources;
    return [...this.consulted].every(
      ([path, version]) => path === this.main || workspace.entry(path)?.version === version,
    );
  }

  locate(module: string, from: string): Location | undefined {
    if (!isAbsolute(from)) return undefined;
    const file = this.located.get(from) ?? this.fromFile(from);
    if (!file.known.has(module))
      file.known.set(
        module,
        locationOf(file.located, module, this, (seen) =>
          LOCATE[file.language](seen, module, resolve(from), this.bases),
        ),
      );
    return file.known.get(module);
  }

  private fromFile(from: string): FromFile {
    const language = languageOf(from) ?? 'python';
    const located = this.sources.locations.of(dirname(resolve(from)), language, this.bases);
    const file: FromFile = { language, located, known: new Map() };
    this.located.set(from, file);
    return file;
  }

  submodule(path: string, name: string): Location | undefined {
    return path.endsWith('.py') && !path.endsWith('__init__.py') ? undefined : locateSubmodule(this, path, name);
  }

  parse(library: Described): Program {
    return this.sources.described(library);
  }

  open(path: string): Source | undefined {
    const source = this.sources.open(path);
    if (source) this.opened.set(path, source);
    else this.unread.add(path);
    return source;
  }
}
