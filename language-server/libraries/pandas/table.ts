import type { Table } from '../library';
import { ARITHMETIC } from './arithmetic';
import { CHANGING } from './changing';
import { READING } from './reading';
import { SELECTING } from './selecting';

/** pandas where it feeds a network: tables and columns, and their entries as arrays. */
export const PANDAS: Table = { ...READING, ...SELECTING, ...CHANGING, ...ARITHMETIC };
