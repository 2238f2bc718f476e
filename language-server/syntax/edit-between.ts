import type { Edit } from '@vscode/tree-sitter-wasm';

/** The one change that makes one text of another, as tree-sitter wants to be told. */
export function editBetween(before: string, after: string): Edit {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  while (
    same < most - start &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  )
    same++;
  const [oldEnd, newEnd] = [before.length - same, after.length - same];
  return {
    startIndex: start,
    oldEndIndex: oldEnd,
    newEndIndex: newEnd,
    startPosition: positionAt(before, start),
    oldEndPosition: positionAt(before, oldEnd),
    newEndPosition: positionAt(after, newEnd),
  };
}

/** Row and column from 0. */
function positionAt(text: string, offset: number): { row: number; column: number } {
  let row = 0;
  let start = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    row += 1;
    start = at + 1;
  }
  return { row, column: offset - start };
}
