import * as v from 'valibot';
import { dates } from '../generators/dates';
import { generator } from '../generators/generator';
import { pairsData } from '../generators/pairs';

export const source = generator({
  id: 'dates',
  title: 'Dates to write as year-month-day',
  version: 2,
  parameters: v.strictObject({}),
  draw: (count, seed) => pairsData(count, seed, dates),
});
