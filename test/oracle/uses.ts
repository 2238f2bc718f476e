import type { Call, Row, Table } from '../../language-server/libraries/library';

/** Notes which rows the checker applies to expressions that ran. */
export class Uses {
  readonly names = new Set<string>();
  readonly #rules = new Map<Row, Row['rule']>();
  #calls: Call[] = [];

  /** From now on every row of the tables tells when it is applied. */
  constructor(tables: readonly Table[]) {
    for (const row of new Set(tables.flatMap((table) => Object.values(table)))) {
      const { rule } = row;
      this.#rules.set(row, rule);
      row.rule = (call) => {
        this.#calls.push(call);
        return rule(call);
      };
    }
  }

  release(): void {
    for (const [row, rule] of this.#rules) row.rule = rule;
  }

  /** Of what was applied since the last program that counts which ran: `ends` are offsets at which expressions end. */
  count(path: string, ends: readonly number[]): void {
    const ran = new Set(ends);
    for (const { name, site } of this.#calls)
      if (site.path === path && ran.has(site.range.end)) this.names.add(name);
    this.#calls = [];
  }
}
