import * as v from 'valibot';
import { generator, noiseParameter, wholeParameter } from '../generators/generator';
import { drawAnomalies, drawForecasts } from '../generators/sine';

export const source = generator({
  id: 'sine',
  title: 'Sine waves: the next value, or anomalies',
  version: 1,
  parameters: v.strictObject({
    task: v.pipe(
      v.optional(v.picklist(['forecast', 'anomaly']), 'forecast'),
      v.description('forecast: the value that comes next; anomaly: whether the wave has a spike or a break.'),
    ),
    length: wholeParameter([16, 4096], 32, 'Values of a series.'),
    noise: noiseParameter(0.02),
  }),
  draw: (count, seed, { task, ...parameters }) => ({
    dataset: task === 'forecast' ? drawForecasts(count, seed, parameters) : drawAnomalies(count, seed, parameters),
    vocabulary: null,
    target:
      task === 'forecast'
        ? { kind: 'numbers', shape: [1] }
        : { kind: 'classes', classes: 2, shape: [], names: ['normal', 'anomaly'] },
    names: ['value'],
  }),
});
