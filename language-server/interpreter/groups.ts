import type { Statement } from '../syntax/program';

/**
 * Parts that the statements of a module make together: each keeps what it found and what it changed, some kilobytes,
 * and of a list that every statement extends one more copy, so that memory would follow the square of the length.
 */
const MAX_GROUPS = 1000;

/** How much longer than others a group becomes while none of its statements is one that begins a group. */
const LONGEST = 4;

/**
 * Statements of a module that are done again together or not at all: each by itself in programs that people write. In
 * longer ones a statement keeps whether it begins a group, so that an edit changes the group that it is in and no other.
 */
export class Groups {
  private readonly numbers = new WeakMap<Statement, number>();
  private count = 0;
  private known: ReadonlyMap<Statement, readonly Statement[]> = new Map();

  /** In order; a group of the same statements is the same object as before. */
  of(statements: readonly Statement[]): readonly (readonly Statement[])[] {
    // A power of two: what begins a longer group also begins a shorter one.
    const size = 2 ** Math.ceil(Math.log2(Math.max(1, statements.length / MAX_GROUPS)));
    const groups = this.parted(statements, size).map((group) => this.recalled(group));
    this.known = new Map(groups.map((group) => [group[0]!, group]));
    return groups;
  }

  private parted(statements: readonly Statement[], size: number): Statement[][] {
    const groups: Statement[][] = [];
    for (const statement of statements) {
      const last = groups.at(-1);
      const begins = this.numberOf(statement) % size === 0;
      if (!last || begins || last.length >= LONGEST * size) groups.push([statement]);
      else last.push(statement);
    }
    return groups;
  }

  private numberOf(statement: Statement): number {
    const known = this.numbers.get(statement);
    if (known !== undefined) return known;
    this.numbers.set(statement, this.count);
    return this.count++;
  }

  private recalled(group: readonly Statement[]): readonly Statement[] {
    const known = this.known.get(group[0]!);
    return known?.length === group.length && known.every((each, i) => each === group[i]) ? known : group;
  }
}
