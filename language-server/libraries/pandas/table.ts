import type { Table } from '../library';
import { ARITHMETIC } from './arithmetic';
import { CHANGING_COLUMNS } from './changing-columns';
import { CHANGING_TABLES } from './changing-tables';
import { PARTS } from './parts';
import { READING } from './reading';
import { SELECTING } from './selecting';

/** pandas where it feeds a network: tables and columns, and their entries as arrays. */
export const PANDAS: Table = {
  ...READING,
  ...SELECTING,
  ...PARTS,
  ...CHANGING_TABLES,
  ...CHANGING_COLUMNS,
  ...ARITHMETIC,
};
