/** What a table has under a name that a program writes; `constructor` and its like, which all objects inherit, are none. */
export const own = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
