import type { Program, Range } from './syntax/program';

/** The functions of a module and of its classes, each of which has its own names for sizes, in order. */
export function functionRanges({ statements }: Program): readonly Range[] {
  return statements.flatMap((statement): Range[] => {
    if (statement.kind === 'function') return [statement.definition.range];
    if (statement.kind !== 'class') return [];
    return statement.definition.body.flatMap((each) => (each.kind === 'function' ? [each.definition.range] : []));
  });
}

/** The number of the range that holds `offset`; −1 where none does. */
export function regionAt(ranges: readonly Range[], offset: number): number {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ranges[middle]!.start <= offset) low = middle + 1;
    else high = middle;
  }
  return low > 0 && offset <= ranges[low - 1]!.end ? low - 1 : -1;
}
