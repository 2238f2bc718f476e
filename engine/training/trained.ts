/** A trained network, read back from its run. */
import { NO_NORMALIZATION } from '../data/normalization';
import type { Signature } from '../data/signature';
import type { Trained } from '../storage/exchange/export/trained';
import { chosenCheckpoint, type Which } from '../storage/checkpoints';
import { refuseImported } from '../storage/import/imported';
import { openRunFolder, readSpecification } from '../storage/run-folder';
import { keptSignature } from './kept-signature';
import { loadModel } from './load-model';
import { writeWeights } from './network-state';
import { prepare } from './prepare';
import { architectureOf, decodeSpecification } from './resolve';

/**
 * Builds a run's model with the weights of one of its checkpoints; a tfjs backend must have been started.
 * @throws Problem naming the run, the checkpoint, or the data, which is read where the run does not say what it trained on
 */
export async function openTrained(runs: string, run: string, which: Which, isTrusted = false): Promise<Trained> {
  const folder = openRunFolder(runs, run);
  const stored = readSpecification(folder);
  refuseImported(stored, folder);
  const specification = decodeSpecification(stored, `${folder.path}/spec.json`);
  await loadModel(specification, isTrusted);
  const { step, weights, normalization } = chosenCheckpoint(folder.checkpoints, which);
  const signature: Signature = keptSignature(folder) ?? (await prepare(specification)).signature;
  const { task } = signature;
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
    signature,
    normalization: normalization ?? NO_NORMALIZATION,
  };
}
