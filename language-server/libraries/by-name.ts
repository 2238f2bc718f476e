/** What follows from the name of a library's row, found out once for each: the rows are some thousands. */
export function byName<T>(find: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return (name) => {
    if (!known.has(name)) known.set(name, find(name));
    return known.get(name) as T;
  };
}
