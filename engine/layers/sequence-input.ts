/** What architectures over sequences have in common: how inputs come in, and whether every place has an answer. */
import * as layers from '@tensorflow/tfjs-layers';
import { targetShape, type Task } from '../data/task';
import { Problem } from '../process/problem';

const noSequence = (architecture: string, { inputShape }: Task) =>
  new Problem(
    'model-misfit',
    `a ${architecture} takes sequences, the data has inputs of shape [${inputShape.join(', ')}]; use "mlp"`,
  );

/**
 * Tokens (B, T) embedded, or numbers (B, T, F) projected, to (B, T, width); series of single numbers are (B, T, 1).
 * @throws Problem where inputs are no sequences
 */
export function sequenceInput(task: Task, width: number, architecture: string) {
  const { inputShape, vocabulary } = task;
  if (vocabulary !== null) {
    const input = layers.input({ shape: inputShape, dtype: 'int32', name: 'tokens' });
    const embed = layers.layers.embedding({
      name: 'embedding',
      inputDim: vocabulary,
      outputDim: width,
      embeddingsInitializer: layers.initializers.randomNormal({ mean: 0, stddev: 0.02 }),
    });
    return { input, embedded: embed.apply(input) as layers.SymbolicTensor };
  }
  if (inputShape.length !== 2) throw noSequence(architecture, task);
  const input = layers.input({ shape: inputShape, name: 'series' });
  const project = layers.layers.dense({ name: 'projection', units: width });
  return { input, embedded: project.apply(input) as layers.SymbolicTensor };
}

/** Whether the target has an answer for every place of the input: a language model does. */
export const answersEveryPlace = ({ inputShape, target }: Task): boolean =>
  target.kind === 'classes' && targetShape(target).length === 1 && target.shape[0] === inputShape[0];
