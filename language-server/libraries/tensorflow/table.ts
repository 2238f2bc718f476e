import type { Table } from '../library';
import { ARITHMETIC } from './arithmetic';
import { CREATION } from './creation';
import { MOVING } from './moving';

/** Everything of TensorFlow outside of Keras that has a shape. */
export const TENSORFLOW: Table = { ...ARITHMETIC, ...CREATION, ...MOVING };
