import * as v from 'valibot';
import { defineSchedule, warmup } from './schedule';

export const schedule = defineSchedule({
  schema: v.strictObject({ type: v.literal('constant'), warmup }),
  factor: () => 1,
});
