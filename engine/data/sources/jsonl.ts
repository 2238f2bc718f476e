/** JSON lines: an object a line, whose values by their dotted paths are the columns of a table. */
import * as v from 'valibot';
import { Problem } from '../../process/problem';
import { openJsonLines } from '../formats/json-rows';
import { tableEntries } from '../table/settings';
import { loadTable } from '../table/table';
import { defineSource } from './source';

export const source = defineSource({
  id: 'jsonl',
  title: 'A table of JSON lines',
  parameters: v.strictObject(tableEntries),
  load({ path, params, split }) {
    if (path === null) throw new Problem('missing-data', 'source "jsonl" reads a file: set data.path to it');
    return loadTable({ path, params, split, open: openJsonLines });
  },
});
