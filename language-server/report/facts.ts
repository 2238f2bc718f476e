/** What analyses have seen of files, in a form that another run can hold against what is there then. */
import { createHash } from 'node:crypto';
import type { Seen } from '../analysis';
import type { Entry, Workspace } from '../project/workspace';

/** What was seen of a path, and the path: `file /w/model.py`, or the mark of its text in the place of `file`. */
export type Fact = string;

/** Stands for a text: no two are known to share one. It has no space. */
export const markOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

const UNREAD = 'unread';
const NOTHING = 'nothing';
const KINDS: ReadonlySet<string> = new Set([NOTHING, 'file', 'folder'] satisfies (Entry['kind'] | typeof NOTHING)[]);

interface Text {
  text: string | undefined;
  fact: Fact;
}

/** The facts of a workspace as it is; each path is looked at once. */
export class Facts {
  private readonly kinds = new Map<string, Fact>();
  private readonly texts = new Map<string, Text>();
  private readonly held = new Map<Fact, boolean>();

  constructor(private readonly workspace: Workspace) {}

  /** What an analysis rests on beside the text of its document. */
  of({ consulted, opened, unread }: Seen): Fact[] {
    return [
      ...Array.from(consulted.keys(), (path) => this.kindOf(path)),
      ...Array.from(opened, ([path, { text }]) => this.textOf(path, text)),
      ...Array.from(unread, (path) => this.textOf(path, undefined)),
    ];
  }

  /** Whether what was seen is what is there. */
  holds(fact: Fact): boolean {
    const known = this.held.get(fact) ?? this.look(fact) === fact;
    this.held.set(fact, known);
    return known;
  }

  private look(fact: Fact): Fact {
    const end = fact.indexOf(' ');
    const path = fact.slice(end + 1);
    return KINDS.has(fact.slice(0, end)) ? this.kindOf(path) : this.textOf(path, this.workspace.read(path));
  }

  private kindOf(path: string): Fact {
    const known = this.kinds.get(path) ?? `${this.workspace.entry(path)?.kind ?? NOTHING} ${path}`;
    this.kinds.set(path, known);
    return known;
  }

  private textOf(path: string, text: string | undefined): Fact {
    const known = this.texts.get(path);
    if (known?.text === text && known) return known.fact;
    const fact = `${text === undefined ? UNREAD : markOf(text)} ${path}`;
    this.texts.set(path, { text, fact });
    return fact;
  }
}
