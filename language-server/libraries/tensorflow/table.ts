import type { Table } from '../library';
import { ARITHMETIC } from './arithmetic';
import { CREATION } from './creation';
import { GRAPH } from './graph';
import { MOVING } from './moving';
import { PIPELINE } from './pipeline';
import { WINDOWS } from './windows';

/** Everything of TensorFlow outside of Keras that has a shape. */
export const TENSORFLOW: Table = { ...ARITHMETIC, ...CREATION, ...MOVING, ...WINDOWS, ...PIPELINE, ...GRAPH };
