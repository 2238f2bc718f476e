/** AdamW (Loshchilov and Hutter 2019), as torch.optim.AdamW: w ← (1 − ηλ)w, then Adam's update from the bare gradient. */
import { optimizer as adam } from './adam';
import type { OptimizerFamily } from './optimizer';

export const optimizer: OptimizerFamily = { ...adam, id: 'adamw', decoupledDecay: true };
