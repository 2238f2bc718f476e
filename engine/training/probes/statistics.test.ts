/** Each statistic against numbers worked out by hand, as written and compiled. */
import type * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import assert from 'node:assert/strict';
import { startOnnxruntime } from '../../backends/onnxruntime/device';
import { startReference } from '../../backends/reference';
import { layerStatistics } from './layer-statistics';
import type { Row } from './table';
import { weightStatistics } from './weight-statistics';

function assertRow(actual: Row<string>, expected: Row<string>): void {
  assert.deepEqual(Object.keys(actual), Object.keys(expected));
  for (const [name, value] of Object.entries(expected)) {
    if (value === null) assert.equal(actual[name], null, name);
    else assert.ok(Math.abs(actual[name]! - value) <= 1e-6 * Math.max(1, Math.abs(value)), `${name}: ${actual[name]}`);
  }
}

const { dense, activation, lstm } = layers.layers;

interface Case {
  title: string;
  layer: layers.layers.Layer;
  output: number[][];
  gradient: number[][] | null;
  expected: Row<string>;
}

const cases: Case[] = [
  {
    title: 'a layer with a dead unit',
    layer: dense({ units: 3, activation: 'relu' }),
    output: [
      [0, 0, 4],
      [0, 2, 0],
    ],
    gradient: [
      [3, 0, 0],
      [0, 0, -4],
    ],
    expected: {
      mean: 1,
      deviation: Math.sqrt(14 / 6),
      zeros: 4 / 6,
      dead: 1 / 3,
      rare: 1 / 3,
      saturated: null,
      gradientNorm: 5,
    },
  },
  {
    title: 'a sigmoid, flat below 0.0067 and above 0.9933',
    layer: dense({ units: 4, activation: 'sigmoid' }),
    output: [[0.0066, 0.0068, 0.9932, 0.9934]],
    gradient: null,
    expected: {
      mean: 0.5,
      deviation: Math.sqrt((2 * 0.4934 ** 2 + 2 * 0.4932 ** 2) / 4),
      zeros: 0,
      dead: 0,
      rare: 0,
      saturated: 0.5,
      gradientNorm: null,
    },
  },
  {
    title: 'a tanh as a layer of its own, flat beyond ±0.99991',
    layer: activation({ activation: 'tanh' }),
    output: [
      [-0.99992, 0.9999],
      [0, -0.9999],
    ],
    gradient: [
      [1, 1],
      [1, 1],
    ],
    expected: {
      mean: -0.24998,
      deviation: Math.sqrt([-0.99992, 0.9999, 0, -0.9999].reduce((sum, y) => sum + (y + 0.24998) ** 2, 0) / 4),
      zeros: 0.25,
      dead: 0,
      rare: 0,
      saturated: 0.25,
      gradientNorm: 2,
    },
  },
  {
    title: 'a unit that is active on one input of 101, and is not dead for it',
    layer: activation({ activation: 'relu' }),
    output: Array.from({ length: 101 }, (_, i) => [i === 50 ? 1 : 0, 1]),
    gradient: null,
    expected: {
      mean: 102 / 202,
      deviation: Math.sqrt(102 / 202 - (102 / 202) ** 2),
      zeros: 100 / 202,
      dead: 0,
      rare: 0.5,
      saturated: null,
      gradientNorm: null,
    },
  },
  {
    title: 'gates, whose products have no flat parts; numbers that are none',
    layer: lstm({ units: 2 }),
    output: [
      [NaN, Infinity],
      [-Infinity, 1],
    ],
    gradient: [
      [NaN, 0],
      [0, 0],
    ],
    expected: {
      mean: null,
      deviation: null,
      zeros: 0,
      dead: 0,
      rare: 0,
      saturated: null,
      gradientNorm: null,
    },
  },
];

const moves: { title: string; values: [number[], number[], number[]]; expected: Row<string> }[] = [
  {
    title: 'an update',
    values: [
      [3, 0, 4],
      [3.3, 0.4, 4],
      [-12, 3, -4],
    ],
    expected: {
      norm: 5,
      deviation: Math.sqrt(26) / 3,
      gradientNorm: 13,
      updateNorm: 0.5,
      updateRatio: 0.1,
    },
  },
  {
    title: 'a weight that was 0',
    values: [[0], [2], [0]],
    expected: {
      norm: 0,
      deviation: 0,
      gradientNorm: 0,
      updateNorm: 2,
      updateRatio: null,
    },
  },
  {
    title: 'numbers that are none',
    values: [
      [1, NaN],
      [1, 1],
      [Infinity, -Infinity],
    ],
    expected: {
      norm: null,
      deviation: null,
      gradientNorm: null,
      updateNorm: null,
      updateRatio: null,
    },
  },
];

for (const [way, start] of [
  ['tfjs cpu', startReference],
  ['onnxruntime, compiled', () => startOnnxruntime(1)],
] as const) {
  describe(`statistics of a step: ${way}`, () => {
    /** Numbers come as inputs, so that nothing is worked out while the step is traced. */
    async function measured(
      inputs: Record<string, number[] | number[][]>,
      measure: (x: tf.NamedTensorMap) => tf.Tensor,
    ) {
      const device = await start();
      const step = device.compile((x) => ({ table: measure(x) }));
      const fed = Object.entries(inputs).map(([name, x]) => {
        const shape = Array.isArray(x[0]) ? [x.length, x[0].length] : [x.length];
        return [name, { shape, dtype: 'float32' as const, values: Float32Array.from(x.flat()) }] as const;
      });
      const { table } = await step.run(Object.fromEntries(fed));
      step.dispose();
      return table!;
    }

    for (const { title, layer, output, gradient, expected } of cases) {
      it(title, async () => {
        const inputs = { output, ...(gradient && { gradient }) };
        const table = await measured(inputs, (x) => {
          return layerStatistics.tabulate([{ layer, output: x.output!, gradient: x.gradient ?? null }]);
        });
        assertRow(layerStatistics.rowsOf(table)[0]!, expected);
      });
    }

    for (const { title, values, expected } of moves) {
      it(title, async () => {
        const [before, after, gradient] = values;
        const table = await measured({ before, after, gradient }, (x) => {
          const move = { before: x.before!, after: x.after!, gradient: x.gradient! };
          return weightStatistics.tabulate([move, move]);
        });
        const rows = weightStatistics.rowsOf(table);
        assertRow(rows[0]!, expected);
        assert.deepEqual(rows[1], rows[0]);
      });
    }
  });
}
