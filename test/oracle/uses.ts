import type { Call, Row, Table } from '../../language-server/libraries/library';

/** Rows that no program can use here. */
export interface Exception {
  rows: RegExp;
  reason: string;
}

/** Notes which rows the checker applies to expressions that ran. */
export class Uses {
  private readonly used = new Set<string>();
  private readonly rules = new Map<Row, Row['rule']>();
  private calls: Call[] = [];

  /** From now on every row of the tables tells when it is applied, until {@link release}. */
  constructor(private readonly tables: readonly Table[]) {
    for (const row of new Set(tables.flatMap((table) => Object.values(table)))) {
      const { rule } = row;
      this.rules.set(row, rule);
      row.rule = (call) => {
        this.calls.push(call);
        return rule(call);
      };
    }
  }

  release(): void {
    for (const [row, rule] of this.rules) row.rule = rule;
  }

  /** Of what was applied since the last program that counts which ran: `ends` are offsets at which expressions end. */
  count(path: string, ends: readonly number[]): void {
    const ran = new Set(ends);
    for (const { name, site } of this.calls) if (site.path === path && ran.has(site.range.end)) this.used.add(name);
    this.calls = [];
  }

  /** The rows that no program uses and no exception names, and what is excepted and yet used or no row. */
  faults(exceptions: readonly Exception[]): { unused: string[]; idle: string[] } {
    const names = this.tables.flatMap((table) => Object.keys(table));
    const excepted = (name: string): boolean => exceptions.some(({ rows }) => rows.test(name));
    const unused = names.filter((name) => !this.used.has(name));
    return {
      unused: unused.filter((name) => !excepted(name)),
      idle: [
        ...names.filter((name) => this.used.has(name) && excepted(name)),
        ...exceptions.filter(({ rows }) => !names.some((name) => rows.test(name))).map(({ rows }) => String(rows)),
      ],
    };
  }
}
