/** What two runs of a program differ in by more than rounding. */
import type { HostTensor, StepResults } from '../../engine/backends/device';
import type { Trajectory } from './trajectory';

/** Of the largest element: gradients are chains of sums of a thousand products, the order of which compiling changes. */
const TOLERANCE = 1e-4;

/**
 * Or of this: what is left where values of about one cancel is small, but no more exact than they are. In the gradient
 * of log Σ eˣ that is 1 − Σ softmax x.
 */
const REMAINDER = 0.1;

/** A line for each tensor that is further off. */
export function differences(actual: Trajectory, expected: Trajectory): string[] {
  const compare = (some: StepResults, others: StepResults, when: string): string[] =>
    Object.entries(others).flatMap(([name, tensor]) => difference(`${name} ${when}`, some[name], tensor));
  const steps = expected.results.flatMap((results, i) => compare(actual.results[i]!, results, `of step ${i}`));
  return [...steps, ...compare(actual.state, expected.state, 'at last')];
}

function difference(name: string, actual: HostTensor | undefined, expected: HostTensor): string[] {
  const signature = signatureOf(expected);
  if (!actual || signatureOf(actual) !== signature) {
    return [`${name} is ${actual ? signatureOf(actual) : 'missing'}, not ${signature}`];
  }
  const magnitudes = Array.from(expected.values, Math.abs).filter(Number.isFinite);
  const bound = TOLERANCE * magnitudes.reduce((most, magnitude) => Math.max(most, magnitude), REMAINDER);
  const isClose = (a: number, b: number): boolean => Object.is(a, b) || Math.abs(a - b) <= bound;
  const wrong = expected.values.findIndex((value, i) => !isClose(actual.values[i]!, value));
  return wrong < 0 ? [] : [`${name} [${wrong}] is ${actual.values[wrong]!}, not ${expected.values[wrong]!}`];
}

const signatureOf = ({ dtype, shape }: HostTensor): string => `${dtype}[${shape.join()}]`;

/** −0 as 0: of both, onnxruntime's Max takes either, by where they stand in a vector. */
export const unsigned = ({ results, state }: Trajectory): Trajectory => {
  const each = (tensors: StepResults): StepResults =>
    Object.fromEntries(
      Object.entries(tensors).map(([name, tensor]) => [name, { ...tensor, values: tensor.values.map((x) => x + 0) }]),
    );
  return { results: results.map(each), state: each(state) };
};
