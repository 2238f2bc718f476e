import type { Fix } from '../analysis';

/** A fix that adds text; unsafe, for the program means something else afterwards. */
export const insertion = (title: string, ...places: readonly { at: number; newText: string }[]): Fix => ({
  title,
  safe: false,
  edits: places.map(({ at, newText }) => ({ range: { start: at, end: at }, newText })),
});
