import type { Analysis } from './analysis';
import { analyzeProgram } from './analyze';
import { History } from './interpreter/history';
import { Imports, type Sources } from './project/sources';
import type { Grammars } from './syntax/grammars';
import type { Language, Program } from './syntax/program';
import { NameTable, type QualifiedName } from './syntax/qualified-name';
import { Revisions } from './syntax/revisions';
import { argumentAt, type NamedArgument } from './syntax/argument-at';
import { finish, type Steps } from './steps';

/** Of a program that take as much memory as a cell of its analysis. */
const CHARACTERS = 5;

interface Revision {
  text: string;
  program: Program;
  names?: NameTable;
}

/**
 * One document through its changes. What is said of a text is what would be said of it by itself; what an edit does not
 * reach is neither parsed, converted nor analysed again.
 */
export class Following {
  private readonly revisions: Revisions;
  private revision: Revision | undefined;
  private history: History | undefined;
  /** The analysis under way of the revision. */
  private underWay: Steps<Analysis> | undefined;

  constructor(
    grammars: Grammars,
    private readonly sources: Sources,
    private readonly path: string,
    private readonly language: Language,
    private readonly onFault: (fault: unknown) => void,
  ) {
    this.revisions = new Revisions(grammars, language);
  }

  /** Left where another analysis begins or another text is asked about: what is done until then is kept for the next. */
  *analyze(text: string): Steps<Analysis | undefined> {
    const steps = this.steps(text);
    for (this.underWay = steps; this.underWay === steps; yield) {
      const { done, value } = steps.next();
      if (done) return value;
    }
    return undefined;
  }

  private *steps(text: string): Steps<Analysis> {
    const { program } = yield* this.reading(text);
    const history = this.begin();
    const steps = analyzeProgram({ path: this.path, text, program }, history, 'document', this.onFault);
    for (; ; yield) {
      // What a fault leaves behind is no state to go on from.
      this.history = undefined;
      const { done, value } = steps.next();
      this.history = history;
      if (done) return value;
    }
  }

  /** Whether the program of a text is there without work. */
  hasRead(text: string): boolean {
    return this.revision?.text === text;
  }

  /** What the identifier or attribute at an offset refers to through the file's imports. */
  qualifiedNameAt(text: string, offset: number): QualifiedName | undefined {
    const revision = this.at(text);
    revision.names ??= new NameTable(revision.program);
    return revision.names.at(offset);
  }

  /** The argument of a call at an offset. */
  argumentAt(text: string, offset: number): NamedArgument | undefined {
    const argument = argumentAt(this.at(text).program, text, offset);
    return argument && { ...argument, of: this.qualifiedNameAt(text, argument.callee.end)?.name };
  }

  /** The parts of the program that the last analysis ran. */
  get ran(): readonly object[] {
    return this.history?.parts.ran ?? [];
  }

  /** What is kept of it, in cells: parts of the analysis, and the program. */
  get size(): number {
    return (this.history?.parts.kept ?? 0) + (this.revision?.text.length ?? 0) / CHARACTERS;
  }

  dispose(): void {
    this.underWay = undefined;
    this.revisions.dispose();
  }

  private at(text: string): Revision {
    if (this.revision?.text !== text) this.underWay = undefined;
    return finish(this.reading(text));
  }

  private *reading(text: string): Steps<Revision> {
    if (this.revision?.text === text) return this.revision;
    // Its program's ranges are about to move.
    this.revision = undefined;
    return (this.revision = { text, program: yield* this.revisions.parse(text) });
  }

  private begin(): History {
    const { history } = this;
    if (history?.imports.areCurrent() && history.parts.begin()) return history;
    return new History(new Imports(this.sources, this.path), this.language !== 'python', true);
  }
}
