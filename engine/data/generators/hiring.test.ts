import assert from 'node:assert/strict';
import { drawHiring, hiringColumns, hiringNames, type Hiring } from './hiring';

const COUNT = 20_000;

/** Five standard errors of a share among half of them. */
const TOLERANCE = 5 * Math.sqrt(0.25 / (COUNT / 2));

const fields = (settings: Hiring) => {
  const { inputs, targets } = drawHiring(COUNT, 1, settings);
  const { group, qualified } = hiringColumns(COUNT, 1, settings);
  const names = hiringNames(settings);
  return Array.from(targets.values, (hired, index) => ({
    group: group[index]!,
    isQualified: qualified[index] === 'yes',
    isHired: hired === 1,
    features: Object.fromEntries(names.map((name, at) => [name, inputs.values[index * names.length + at]!])),
  }));
};

type Row = ReturnType<typeof fields>[number];

const share = (rows: Row[], condition: (row: Row) => boolean) => rows.filter(condition).length / rows.length;

const mean = (rows: Row[], name: string) => rows.reduce((sum, { features }) => sum + features[name]!, 0) / rows.length;

describe('drawHiring', () => {
  for (const bias of [0, 0.3, 1]) {
    it(`refuses a share of ${bias} of the qualified of group B, and nobody else`, () => {
      const rows = fields({ bias, blind: false }).filter(({ isQualified }) => isQualified);
      const [a, b] = ['A', 'B'].map((name) => rows.filter(({ group }) => group === name));
      assert.equal(
        share(a!, ({ isHired }) => isHired),
        1,
      );
      assert.ok(Math.abs(share(b!, ({ isHired }) => isHired) - (1 - bias)) < 2 * TOLERANCE);
    });
  }

  it('hires no one who is not qualified', () => {
    const rows = fields({ bias: 0.3, blind: false }).filter(({ isQualified }) => !isQualified);
    assert.equal(
      share(rows, ({ isHired }) => isHired),
      0,
    );
  });

  it('has groups of one size that are alike in what counts, half of them qualified', () => {
    const rows = fields({ bias: 0.3, blind: false });
    const [a, b] = ['A', 'B'].map((name) => rows.filter(({ group }) => group === name)) as [Row[], Row[]];
    assert.equal(a.length, b.length);
    assert.ok(Math.abs(share(a, ({ isQualified }) => isQualified) - 0.5) < TOLERANCE);
    assert.ok(Math.abs(share(b, ({ isQualified }) => isQualified) - 0.5) < TOLERANCE);
    for (const [name, deviation] of [
      ['experience', 5.8],
      ['education', 1.12],
      ['test', 15],
    ] as const) {
      assert.ok(Math.abs(mean(a, name) - mean(b, name)) < (5 * deviation * 2) / Math.sqrt(COUNT));
    }
  });

  it('tells of the group by its column, or only by the gap where it is blind', () => {
    for (const { group, features } of fields({ bias: 0.3, blind: false })) {
      assert.equal(features['group B'], group === 'B' ? 1 : 0);
    }
    const rows = fields({ bias: 0.3, blind: true });
    assert.ok(!('group B' in rows[0]!.features));
    const [a, b] = ['A', 'B'].map((name) =>
      mean(
        rows.filter(({ group }) => group === name),
        'gap',
      ),
    ) as [number, number];
    assert.ok(Math.abs(a - 3) < 0.3 && Math.abs(b - 12) < 1);
  });
});
