/** tfjs's running product loses its shape where the axis is counted from the last. */
import { scanKernel } from './support/scan';

export const kernel = scanKernel('Cumprod');
