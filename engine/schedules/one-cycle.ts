import * as v from 'valibot';
import { share } from '../training/specification/numbers';
import { cosine, defineSchedule, warmup } from './schedule';

/**
 * Up to the learning rate, then far down, by half cosines (Smith & Topin, 2018), as torch.optim.lr_scheduler.OneCycleLR:
 * it begins at 1/rise of the learning rate and ends at 1/(rise · fall).
 */
export const schedule = defineSchedule({
  schema: v.strictObject({
    type: v.literal('oneCycle'),
    peak: v.pipe(v.optional(share, 0.3), v.description('The share of the run at which the learning rate is reached.')),
    rise: v.pipe(
      v.optional(v.pipe(v.number(), v.minValue(1)), 25),
      v.description('How many times less it begins with.'),
    ),
    fall: v.pipe(
      v.optional(v.pipe(v.number(), v.minValue(1)), 1e4),
      v.description('How many times less than at the beginning it ends with.'),
    ),
    warmup,
  }),
  factor({ step, steps }, { peak, rise, fall }) {
    const [start, end] = [1 / rise, 1 / (rise * fall)];
    // The last step is the end of the second half, as PyTorch counts.
    const last = Math.max(1, steps - 1);
    const top = peak * steps - 1;
    if (step <= top) return cosine(start, 1, top > 0 ? step / top : 1);
    return cosine(1, end, (step - top) / (last - top));
  },
});
