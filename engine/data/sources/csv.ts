/** A file of separated values (.csv, .tsv, gzipped or not): a sample a row, or windows of a time series. */
import * as v from 'valibot';
import { Problem } from '../../process/problem';
import { csvEntries, openCsv } from '../formats/csv-rows';
import { tableEntries } from '../table/settings';
import { loadTable } from '../table/table';
import { defineSource } from './source';

export const source = defineSource({
  id: 'csv',
  title: 'A table of separated values (CSV, TSV)',
  parameters: v.strictObject({ ...tableEntries, ...csvEntries }),
  load({ path, params, split }) {
    if (path === null) throw new Problem('missing-data', 'source "csv" reads a file: set data.path to it');
    return loadTable({ path, params, split, open: (file) => openCsv(file, params) });
  },
});
