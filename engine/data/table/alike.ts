/** A second file, its columns in the order of the first one's. */
import { Problem } from '../../process/problem';
import type { Rows } from '../formats/rows';

/** @throws Problem naming the columns that it lacks */
export function alike(rows: Rows, first: Rows): Rows {
  const places = first.names.map((name) => rows.names.indexOf(name));
  const absent = first.names.filter((_, at) => places[at]! < 0);
  if (absent.length > 0) {
    const cause = `${rows.file} lacks columns that ${first.file} has: ${absent.slice(0, 20).join(', ')}`;
    throw new Problem('unknown-column', `${cause}; give both the same header, or set data.params.header`);
  }
  return {
    ...rows,
    each: (visit) =>
      rows.each((cells, row) => {
        visit(
          places.map((at) => cells[at]!),
          row,
        );
      }),
  };
}
