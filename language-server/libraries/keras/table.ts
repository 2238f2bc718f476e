import type { Table } from '../library';
import { APPLICATIONS } from './applications';
import { BACKEND } from './backend';
import { CATEGORIES } from './categories';
import { DATASETS } from './datasets';
import { INITIALIZERS } from './initializers';
import { INPUTS } from './inputs';
import { LAYERS } from './layers';
import { LOSSES } from './loss-functions';
import { MERGE } from './merge';
import { MODELS } from './model';
import { OPS } from './ops';
import { PICTURES } from './pictures';
import { PICTURE_FILES } from './picture-files';
import { SEQUENCES } from './sequences';
import { SEQUENTIAL } from './sequential';
import { STATED_SIZES } from './stated-sizes';

/** Everything of Keras that has a shape. */
export const KERAS: Table = {
  ...LAYERS,
  ...CATEGORIES,
  ...MODELS,
  ...LOSSES,
  ...SEQUENTIAL,
  ...STATED_SIZES,
  ...INITIALIZERS,
  ...INPUTS,
  ...DATASETS,
  ...PICTURES,
  ...PICTURE_FILES,
  ...APPLICATIONS,
  ...SEQUENCES,
  ...MERGE,
  ...BACKEND,
  ...OPS,
};
