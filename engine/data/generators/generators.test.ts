/** What holds for every generator: its samples are a function of seed and number, and what it says of them is true. */
import assert from 'node:assert/strict';
import * as v from 'valibot';
import { source as addition } from '../sources/addition';
import { source as characters } from '../sources/characters';
import { source as dates } from '../sources/dates';
import { source as hiring } from '../sources/hiring';
import { source as moons } from '../sources/moons';
import { source as reversal } from '../sources/reversal';
import { source as shapes } from '../sources/shapes';
import { source as sine } from '../sources/sine';
import type { Source, SourceData } from '../sources/source';
import { source as spirals } from '../sources/spirals';
import { source as xor } from '../sources/xor';
import { BOX, targetShape } from '../task';
import { drawn } from './testing/drawn';

const cases: [Source, object][] = [
  [xor, {}],
  [xor, { noise: 0.2 }],
  [moons, {}],
  [spirals, { arms: 3 }],
  [shapes, {}],
  [shapes, { task: 'class', size: 20 }],
  [sine, {}],
  [sine, { task: 'anomaly', length: 40 }],
  [characters, {}],
  [reversal, {}],
  [addition, { digits: 3 }],
  [dates, {}],
  [hiring, {}],
  [hiring, { blind: true }],
];

const inputsOf = ({ dataset }: SourceData, count: number) =>
  dataset.read(Uint32Array.from({ length: count }, (_, index) => index)) as Float32Array;

/** Classes of all targets. */
function labelsOf({ target, dataset: { targets } }: SourceData): number[] {
  const values = Array.from(targets.values);
  return target.kind === 'boxes' ? values.filter((_, at) => at % BOX === 0) : values;
}

for (const [source, params] of cases) {
  describe(`samples of "${source.id}" ${JSON.stringify(params)}`, () => {
    it('are the same however many are drawn, and others from another seed', async () => {
      const [few, many, other] = [
        await drawn(source, 12, 3, params),
        await drawn(source, 50, 3, params),
        await drawn(source, 50, 4, params),
      ];
      assert.deepEqual(inputsOf(many, 12), inputsOf(few, 12));
      assert.deepEqual(
        many.dataset.targets.values.slice(0, few.dataset.targets.values.length),
        few.dataset.targets.values,
      );
      const isExact = source.id === 'xor' && !('noise' in params);
      if (!isExact) assert.notDeepEqual(inputsOf(many, 50), inputsOf(other, 50));
      assert.equal(new Set([few, many, other].map(({ fingerprint }) => fingerprint)).size, 3);
    });

    it('are what is said of them', async () => {
      const data = await drawn(source, 60, 1, params);
      const { dataset, target, vocabulary, names, scalable, columns = {} } = data;
      const inputs = inputsOf(data, 60);
      assert.equal(dataset.count, 60);
      assert.equal(inputs.length, 60 * dataset.inputShape.reduce((a, b) => a * b, 1));
      assert.ok(inputs.every((value) => Number.isFinite(value)));
      assert.deepEqual(dataset.targets.shape, targetShape(target));
      const most = target.kind === 'numbers' ? Infinity : target.classes;
      if (target.kind !== 'numbers') assert.ok(labelsOf(data).every((label) => label >= -1 && label < most));
      if (vocabulary !== null) {
        assert.ok(inputs.every((token) => token >= 0 && token < vocabulary));
        assert.equal(new Set(names).size, vocabulary);
      } else if (names) {
        assert.equal(names.length, dataset.inputShape.at(-1));
      }
      if (scalable) assert.equal(scalable.length, dataset.inputShape.at(-1));
      for (const column of Object.values(columns)) assert.equal(column.length, 60);
    });

    it('refuse parameters that they do not have', () => {
      assert.equal(v.safeParse(source.parameters, { ...params, nose: 1 }).success, false);
    });
  });
}

describe('what is drawn', () => {
  it('is bounded before memory is taken', async () => {
    await assert.rejects(
      drawn(shapes, 1e9, 1, { size: 256 }),
      /data\.samples: 1000000000 samples of 65551 numbers do not fit in memory; draw fewer/,
    );
  });
});
