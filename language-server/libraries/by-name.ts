/** What follows from the name of a library's row, found out once for each: the rows are some thousands. */
export function byName<T>(find: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return (name) => {
    const found = known.get(name);
    if (found !== undefined || known.has(name)) return found as T;
    const made = find(name);
    known.set(name, made);
    return made;
  };
}
