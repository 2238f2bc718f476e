import type { Table } from '../library';
import { ARITHMETIC } from './arithmetic';
import { CONTRIB } from './contrib';
import { CREATION } from './creation';
import { DIGITS } from './digits';
import { ENTROPY } from './entropy';
import { ESTIMATORS } from './estimators';
import { GRADIENTS } from './gradients';
import { GRAPH } from './graph';
import { IMAGES } from './images';
import { MOVING } from './moving';
import { PATCHES } from './patches';
import { PIPELINE } from './pipeline';
import { RECURRENT } from './recurrent';
import { SEGMENTS } from './segments';
import { SIGNAL } from './signal';
import { WINDOWS } from './windows';

/** Everything of TensorFlow outside of Keras that has a shape. */
export const TENSORFLOW: Table = {
  ...ARITHMETIC,
  ...CREATION,
  ...MOVING,
  ...IMAGES,
  ...PATCHES,
  ...WINDOWS,
  ...PIPELINE,
  ...ESTIMATORS,
  ...GRADIENTS,
  ...GRAPH,
  ...ENTROPY,
  ...RECURRENT,
  ...DIGITS,
  ...CONTRIB,
  ...SEGMENTS,
  ...SIGNAL,
};
