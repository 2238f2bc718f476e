import * as v from 'valibot';
import { share } from '../training/specification/numbers';
import { cosine, defineSchedule, warmup } from './schedule';

/** Half a cosine over the run (Loshchilov & Hutter, 2017, without restarts). */
export const schedule = defineSchedule({
  schema: v.strictObject({
    type: v.literal('cosine'),
    least: v.pipe(v.optional(share, 0), v.description('The share of the learning rate that it ends at.')),
    warmup,
  }),
  factor: ({ step, steps }, { least }) => cosine(1, least, step / steps),
});
