import * as v from 'valibot';
import { decayFactor, defineSchedule, epochsDone, warmup } from './schedule';

/** A drop after every epoch, as torch.optim.lr_scheduler.ExponentialLR. */
export const schedule = defineSchedule({
  schema: v.strictObject({
    type: v.literal('exponential'),
    factor: decayFactor(0.95, 'What each epoch multiplies the learning rate by.'),
    warmup,
  }),
  factor: (moment, { factor }) => factor ** epochsDone(moment),
});
