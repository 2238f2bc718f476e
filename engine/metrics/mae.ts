import { meanOfErrors } from './support/errors';

/** In the targets' own unit. */
export const metric = meanOfErrors({ id: 'mae', title: 'Mean absolute error' }, Math.abs);
