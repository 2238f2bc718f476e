/** What the tests of lowerings share: calls computed by tfjs's cpu backend, kernel by kernel on onnxruntime, and compiled. */
import assert from 'node:assert/strict';
import type { CompiledStep, HostTensor, Step, StepResults } from '../../../device';
import { startDevice } from '../../../devices';
import { eagerCompile } from '../../../reference';

/** A step, and what it is fed. */
export interface Call {
  /** What tells it from other calls, for the message where it fails. */
  title: string;
  step: Step;
  inputs: Readonly<Record<string, HostTensor>>;
}

type Compile = (step: Step) => CompiledStep;

/** Of the largest magnitude in a tensor. */
const TOLERANCE = 1e-6;

/** The device itself, never one that the engine falls back to. */
async function started(id: 'reference' | 'cpu'): Promise<Compile> {
  const { device, notices } = await startDevice(id);
  assert.equal(device.id, id, notices.join('; '));
  return (step) => device.compile(step);
}

async function resultsOf(calls: readonly Call[], compile: Compile): Promise<StepResults[]> {
  const all: StepResults[] = [];
  for (const { step, inputs, title } of calls) {
    const compiled = compile(step);
    all.push(await compiled.run(inputs).catch((cause: unknown) => assert.fail(`${title}: ${String(cause)}`)));
    compiled.dispose();
  }
  return all;
}

/** The results of each call on tfjs's cpu backend. */
export const byReference = async (calls: readonly Call[]): Promise<StepResults[]> =>
  resultsOf(calls, await started('reference'));

/** On onnxruntime every call gives what is expected, at once and in a compiled step: the reference's results by default. */
export async function assertAgree(
  calls: readonly Call[],
  { expected, tolerance = TOLERANCE }: { expected?: readonly StepResults[]; tolerance?: number } = {},
): Promise<void> {
  const known = expected ?? (await byReference(calls));
  const compile = await started('cpu');
  for (const [way, prepare] of Object.entries({ eager: eagerCompile, compiled: compile })) {
    const actual = await resultsOf(calls, prepare);
    calls.forEach(({ title }, i) => {
      assertClose(actual[i]!, known[i]!, tolerance, `${title}, ${way}`);
    });
  }
}

function assertClose(actual: StepResults, expected: StepResults, tolerance: number, title: string): void {
  assert.deepEqual(signatures(actual), signatures(expected), title);
  for (const [name, { values }] of Object.entries(expected)) {
    const magnitudes = Array.from(values, Math.abs).filter(Number.isFinite);
    const bound = tolerance * magnitudes.reduce((most, magnitude) => Math.max(most, magnitude), 0);
    values.forEach((value, i) => {
      const found = actual[name]!.values[i]!;
      const isClose = Object.is(found, value) || Math.abs(found - value) <= bound;
      assert.ok(isClose, `${title}: ${name}[${i}] is ${found}, not ${value}`);
    });
  }
}

const signatures = (results: StepResults): string[] =>
  Object.entries(results).map(([name, { dtype, shape }]) => `${name}: ${dtype}[${shape.join()}]`);
