/** What a probe of a dense network should report, by loops over plain numbers. */
import type { HostTensor } from '../../../backends/device';
import type { Batch } from '../../../data/batches';
import type { Report } from '../statistics';
import { LEARNING_RATE } from './batches';

/** A list of rows. */
type Matrix = number[][];

export const matrix = ({ values, shape }: Pick<HostTensor, 'values' | 'shape'>): Matrix => {
  const columns = shape.at(-1)!;
  return Array.from({ length: values.length / columns }, (_, row) =>
    Array.from(values.subarray(row * columns, (row + 1) * columns)),
  );
};
const transpose = (a: Matrix): Matrix => a[0]!.map((_, column) => a.map((row) => row[column]!));
const product = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => transpose(b).map((column) => row.reduce((sum, x, i) => sum + x * column[i]!, 0)));
const norm = (a: Matrix): number => Math.hypot(...a.flat());

const deviation = (values: number[]): number => {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length);
};

const activations: Record<string, { of: (x: number) => number; slope: (y: number) => number }> = {
  relu: { of: (x) => Math.max(0, x), slope: (y) => (y > 0 ? 1 : 0) },
  tanh: { of: Math.tanh, slope: (y) => 1 - y ** 2 },
  linear: { of: (x) => x, slope: () => 1 },
};

export interface Layer {
  name: string;
  activation: string;
  kernel: Matrix;
  bias: Matrix;
}

/** ∂loss/∂logits of the mean cross-entropy. */
function lossGradient(logits: Matrix, labels: Int32Array | Float32Array): Matrix {
  return logits.map((row, sample) => {
    const sum = row.reduce((total, x) => total + Math.exp(x), 0);
    return row.map((x, label) => (Math.exp(x) / sum - (label === labels[sample] ? 1 : 0)) / logits.length);
  });
}

/** Outputs and their gradients, weights' gradients: by layer, in order. */
function propagate(dense: Layer[], { inputs, targets: labels }: Batch) {
  const outputs = [matrix(inputs)];
  for (const { activation, kernel, bias } of dense) {
    const products = product(outputs.at(-1)!, kernel);
    outputs.push(products.map((row) => row.map((x, i) => activations[activation]!.of(x + bias[0]![i]!))));
  }
  let gradient = lossGradient(outputs.at(-1)!, labels.values);
  const passes = dense.map((layer, i) => {
    return { layer, input: outputs[i]!, output: outputs[i + 1]!, byOutput: gradient, kernel: gradient, bias: gradient };
  });
  for (const pass of passes.toReversed()) {
    const { slope } = activations[pass.layer.activation]!;
    const inner = gradient.map((row, i) => row.map((g, j) => g * slope(pass.output[i]![j]!)));
    pass.byOutput = gradient;
    pass.kernel = product(transpose(pass.input), inner);
    pass.bias = [transpose(inner).map((column) => column.reduce((a, b) => a + b, 0))];
    gradient = product(inner, transpose(pass.layer.kernel));
  }
  return passes;
}

/** The report of a step of gradient descent. */
export function expectedReport(dense: Layer[], batch: Batch): Report {
  const passes = propagate(dense, batch);
  const rows = [
    { name: 'flatten', activation: 'linear', output: matrix(batch.inputs), byOutput: null },
    ...passes.map(({ layer, output, byOutput }) => ({ ...layer, output, byOutput })),
  ];
  const statisticsOf = ({ name, activation, output, byOutput }: (typeof rows)[number]) => {
    const all = output.flat();
    const mean = all.reduce((a, b) => a + b, 0) / all.length;
    const columns = transpose(output);
    const flat = all.filter((y) => Math.abs(y) > Math.tanh(5)).length / all.length;
    return {
      layer: name,
      mean,
      deviation: deviation(all),
      zeros: all.filter((y) => y === 0).length / all.length,
      dead: columns.filter((column) => column.every((y) => y === 0)).length / columns.length,
      rare:
        columns.filter((column) => column.filter((y) => y !== 0).length / column.length < 0.01).length / columns.length,
      saturated: activation === 'tanh' ? flat : null,
      gradientNorm: byOutput && norm(byOutput),
    };
  };
  const weightOf = (weight: string, before: Matrix, gradient: Matrix) => ({
    weight,
    norm: norm(before),
    deviation: deviation(before.flat()),
    gradientNorm: norm(gradient),
    updateNorm: LEARNING_RATE * norm(gradient),
    updateRatio: norm(before) === 0 ? null : (LEARNING_RATE * norm(gradient)) / norm(before),
  });
  return {
    layers: rows.map(statisticsOf),
    weights: passes.flatMap(({ layer, kernel, bias }) => [
      weightOf(`${layer.name}/kernel`, layer.kernel, kernel),
      weightOf(`${layer.name}/bias`, layer.bias, bias),
    ]),
  };
}
