/** The one place where a step's own code runs: what goes wrong in it becomes an error that its author can act on. */
import * as tf from '@tensorflow/tfjs-core';
import type { Step } from './device';
import { notTensor, stepFailed, stepReturns, withWholeStacks } from './onnxruntime/errors';

/**
 * Runs a step.
 * @throws BackendError naming op and line where tfjs refuses something, or where the results are no record of tensors;
 * whatever the step itself throws is passed on.
 */
export function attempt(step: Step, inputs: Record<string, tf.Tensor>): Record<string, tf.Tensor> {
  const results = withWholeStacks((): unknown => {
    try {
      return step(inputs);
    } catch (cause) {
      throw stepFailed(cause);
    }
  });
  if (!isRecord(results)) throw stepReturns(kindOf(results));
  for (const [name, tensor] of Object.entries(results)) if (!(tensor instanceof tf.Tensor)) throw notTensor(name);
  return results as Record<string, tf.Tensor>;
}

const isRecord = (results: unknown): results is object =>
  typeof results === 'object' && results !== null && kindOf(results) === 'a record';

function kindOf(results: unknown): string {
  if (results === undefined || results === null) return 'nothing';
  if (results instanceof Promise) return 'a promise';
  if (results instanceof tf.Tensor) return 'a tensor';
  return typeof results === 'object' ? 'a record' : `a ${typeof results}`;
}
