import * as v from 'valibot';
import { count } from '../training/specification/numbers';
import { decayFactor, defineSchedule, epochsDone, warmup } from './schedule';

/** A drop every so many epochs, as torch.optim.lr_scheduler.StepLR. */
export const schedule = defineSchedule({
  schema: v.strictObject({
    type: v.literal('step'),
    every: v.pipe(v.optional(count(1), 10), v.description('Epochs between two drops.')),
    factor: decayFactor(0.1, 'What a drop multiplies the learning rate by.'),
    warmup,
  }),
  factor: (moment, { every, factor }) => factor ** Math.floor(epochsDone(moment) / every),
});
