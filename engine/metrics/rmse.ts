import { meanOfErrors } from './support/errors';

/** In the targets' own unit. */
export const metric = meanOfErrors(
  { id: 'rmse', title: 'Root mean squared error' },
  (error) => error * error,
  Math.sqrt,
);
