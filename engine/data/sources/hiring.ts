import * as v from 'valibot';
import { generator } from '../generators/generator';
import { drawHiring, hiringColumns, hiringNames } from '../generators/hiring';

export const source = generator({
  id: 'hiring',
  title: 'Applicants, and a firm that refuses some of one group',
  version: 1,
  parameters: v.strictObject({
    bias: v.pipe(
      v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0.3),
      v.description('Share of the qualified applicants of group B that are refused for it.'),
    ),
    blind: v.pipe(
      v.optional(v.boolean(), false),
      v.description('Leave the group out of the features; the gap in the career still tells of it.'),
    ),
  }),
  draw: (count, seed, parameters) => {
    const names = hiringNames(parameters);
    return {
      dataset: drawHiring(count, seed, parameters),
      vocabulary: null,
      target: { kind: 'classes', classes: 2, shape: [], names: ['refused', 'hired'] },
      scalable: names.map((name) => name !== 'group B'),
      columns: hiringColumns(count, seed, parameters),
      names,
    };
  },
});
