import type { Table } from '../library';
import { APPLICATIONS } from './applications';
import { DATASETS } from './datasets';
import { INPUTS } from './inputs';
import { LAYERS } from './layers';
import { MODELS } from './model';
import { PICTURES } from './pictures';
import { SEQUENTIAL } from './sequential';

/** Everything of Keras that has a shape. */
export const KERAS: Table = {
  ...LAYERS,
  ...MODELS,
  ...SEQUENTIAL,
  ...INPUTS,
  ...DATASETS,
  ...PICTURES,
  ...APPLICATIONS,
};
