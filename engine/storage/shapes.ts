/** Compares tensors at rest with those that are to be replaced: their names and shapes, in words. */
import type { Tensors } from './tensors';

/** "[2, 3]", or "missing". */
export const shownShape = (shape: readonly number[] | undefined): string =>
  shape ? `[${shape.join(', ')}]` : 'missing';

/** How the shapes by name differ, here from there. */
export function differ(here: ReadonlyMap<string, readonly number[]>, there: Tensors): string[] {
  const names = new Set([...here.keys(), ...there.keys()]);
  return [...names].flatMap((name) => {
    const [ours, theirs] = [shownShape(here.get(name)), shownShape(there.get(name)?.shape)];
    return ours === theirs ? [] : [`${name} is ${theirs} there, ${ours} here`];
  });
}
