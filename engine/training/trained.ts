/** A trained network, read back from its run. */
import { NO_NORMALIZATION } from '../data/normalization';
import type { Task } from '../data/task';
import type { Trained } from '../storage/exchange/export/trained';
import { chosenCheckpoint, type Which } from '../storage/checkpoints';
import { openRunFolder, readSpecification } from '../storage/run-folder';
import { loadModel } from './load-model';
import { writeWeights } from './network-state';
import { objectiveOf } from './objective';
import { architectureOf, decodeSpecification, sourceOf } from './resolve';
import type { Specification } from './specification/specification';

/** What the model is fed and asked for, which the data says. */
async function taskOf(specification: Specification): Promise<Task> {
  const loaded = await sourceOf(specification).load(specification.data, specification.training.seed);
  return objectiveOf(specification, loaded, loaded.dataset).task;
}

/**
 * Builds a run's model with the weights of one of its checkpoints; a tfjs backend must have been started.
 * @throws Problem naming the run, the checkpoint, or the data, which says what shape the inputs have
 */
export async function openTrained(runs: string, run: string, which: Which, isTrusted = false): Promise<Trained> {
  const folder = openRunFolder(runs, run);
  const specification = decodeSpecification(readSpecification(folder), `${folder.path}/spec.json`);
  await loadModel(specification, isTrusted);
  const { step, weights, normalization } = chosenCheckpoint(folder.checkpoints, which);
  const task = await taskOf(specification);
  const { architecture, params } = specification.model;
  const model = architectureOf(specification).build(params, task);
  writeWeights(model, weights, folder.path);
  return {
    run: folder.name,
    step,
    architecture,
    params,
    model,
    weights,
    inputShape: task.inputShape,
    inputType: task.vocabulary === null ? 'float32' : 'int32',
    normalization: normalization ?? NO_NORMALIZATION,
  };
}
