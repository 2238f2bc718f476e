import type { Table } from '../library';
import { APPLYING } from './apply';
import { ARITHMETIC } from './arithmetic';
import { CREATION } from './creation';
import { IMAGES } from './images';
import { LAYERS } from './layers';
import { MODELS } from './model';
import { MOVING } from './moving';
import { REDUCTION } from './reduction';
import { SIGNAL } from './signal';
import { STRUCTURE } from './structure';

/** Everything of TensorFlow.js that has a shape. */
export const TFJS: Table = {
  ...ARITHMETIC,
  ...CREATION,
  ...MOVING,
  ...REDUCTION,
  ...IMAGES,
  ...SIGNAL,
  ...STRUCTURE,
  ...LAYERS,
  ...APPLYING,
  ...MODELS,
};
