import type { Table } from '../library';
import { APPLICATIONS } from './applications';
import { BACKEND } from './backend';
import { DATASETS } from './datasets';
import { INPUTS } from './inputs';
import { LAYERS } from './layers';
import { LOSSES } from './loss-functions';
import { MODELS } from './model';
import { OPS } from './ops';
import { PICTURES } from './pictures';
import { PICTURE_FILES } from './picture-files';
import { SEQUENTIAL } from './sequential';

/** Everything of Keras that has a shape. */
export const KERAS: Table = {
  ...LAYERS,
  ...MODELS,
  ...LOSSES,
  ...SEQUENTIAL,
  ...INPUTS,
  ...DATASETS,
  ...PICTURES,
  ...PICTURE_FILES,
  ...APPLICATIONS,
  ...BACKEND,
  ...OPS,
};
