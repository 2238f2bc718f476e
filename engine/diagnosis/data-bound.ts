import * as v from 'valibot';
import { defineSymptom, patience, threshold } from './symptom';
import { noAugmentation, proposed } from './watch/fixes';
import { percent } from './watch/show';

/** Share of the averages that a new step has: about the last 20 count. */
const NEWS = 0.05;
/** The first steps are compiled, and buffers fill: they say nothing of the rest. */
const FIRST = 10;

/** Share of the steps that must wait for long. */
const MOST_STEPS = 0.5;

export const symptom = defineSymptom({
  id: 'dataBound',
  title: 'Steps wait for their data',
  severity: 'info',
  isOfProcess: true,
  equation: 'amdahl',
  thresholds: v.strictObject({
    share: threshold(0.3, "Share of a step's time that it waits for its batch: as much would be saved."),
    least: threshold(0.002, 'Seconds a step that are worth a change.'),
    patience: patience(20),
  }),
  looks: {
    step({ seconds, waiting }, { thresholds: { share, least }, specification, memory }) {
      const [ratioBefore = 0, longBefore = 0, count = 0] = memory.recall('times');
      if (count < FIRST || seconds <= 0) {
        memory.write('times', [ratioBefore, longBefore, count + 1]);
        return null;
      }
      // Averages over steps and not over time: one step that the machine held up says nothing.
      const measured = ratioBefore + NEWS * (waiting / seconds - ratioBefore);
      const long = longBefore + NEWS * (Number(waiting > least) - longBefore);
      memory.write('times', [measured, long, count]);
      if (measured <= share || long <= MOST_STEPS) return [];
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
