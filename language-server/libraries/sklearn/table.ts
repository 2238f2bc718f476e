import type { Table } from '../library';
import { DATASETS } from './datasets';
import { MEASURING } from './measuring';
import { SPLITTING } from './splitting';
import { TRANSFORMING } from './transforming';

/** scikit-learn where it feeds a network: data sets, splits, and what scales or encodes features. */
export const SKLEARN: Table = { ...DATASETS, ...MEASURING, ...SPLITTING, ...TRANSFORMING };
