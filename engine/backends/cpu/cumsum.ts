/** tfjs's running sum loses its shape where the axis is counted from the last. */
import { scanKernel } from './support/scan';

export const kernel = scanKernel('Cumsum');
