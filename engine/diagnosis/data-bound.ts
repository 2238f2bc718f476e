import * as v from 'valibot';
import { defineSymptom, patience, threshold } from './symptom';
import { noAugmentation, proposed } from './watch/fixes';
import { percent } from './watch/show';

/** Share of the averages that a new step has: about the last 20 count. */
const NEWS = 0.05;
/** The first steps are compiled, and buffers fill: they say nothing of the rest. */
const FIRST = 10;

export const symptom = defineSymptom({
  id: 'dataBound',
  title: 'Steps wait for their data',
  severity: 'info',
  isOfProcess: true,
  equation: 'amdahl',
  thresholds: v.strictObject({
    share: threshold(0.3, "Share of a step's time that it waits for its batch: as much would be saved."),
    patience: patience(20),
  }),
  looks: {
    step({ seconds, waiting }, { thresholds: { share }, specification, memory }) {
      const [wholeBefore = seconds, waitBefore = waiting, count = 0] = memory.recall('times');
      const isFirst = count < FIRST;
      const whole = isFirst ? seconds : wholeBefore + NEWS * (seconds - wholeBefore);
      const wait = isFirst ? waiting : waitBefore + NEWS * (waiting - waitBefore);
      memory.write('times', [whole, wait, Math.min(count + 1, FIRST)]);
      if (isFirst || whole <= 0) return null;
      const measured = wait / whole;
      if (measured <= share) return [];
      return [
        {
          layer: null,
          measured,
          threshold: share,
          message: `a step waits ${percent(measured)} of its time for its batch (threshold ${percent(share)})`,
          fixes: proposed(specification, noAugmentation),
        },
      ];
    },
  },
});
