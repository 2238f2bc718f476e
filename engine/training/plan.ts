/** What a run will be, found to be right before anything is written or computed. */
import { Problem } from '../process/problem';
import type { EngineRequest } from '../process/protocol';
import { latestCheckpoint, type Latest } from '../storage/checkpoints';
import { refuseImported } from '../storage/import/imported';
import { readJson, readSpecification, type RunFolder } from '../storage/run-folder';
import { loadModel } from './load-model';
import { completed, prepare, type PreparedData } from './prepare';
import { decodeSpecification, resolve } from './resolve';
import type { Specification } from './specification/specification';
import { decodeSummary } from './summary';

export type TrainRequest = Omit<Extract<EngineRequest, { type: 'train' }>, 'type'>;

/** A run before its folder exists: everything that can be wrong with a request has been found by now. */
export interface Plan {
  specification: Specification;
  /** The checkpoint to go on with, and the seconds trained before; null for a new run. */
  resumed: { latest: Latest; seconds: number } | null;
  data: PreparedData;
  /** Of which it is a trial. */
  sweep: string | null;
}

const otherData = (folder: RunFolder, path: string | null) =>
  new Problem(
    'data-changed',
    `${path ?? 'the generated data'} is not what run ${folder.name} was trained on; restore it, or start a new run`,
  );

export async function planAnew({ source, overrides, sweep, trusted = false }: TrainRequest): Promise<Plan> {
  const specification = resolve(source, overrides);
  await loadModel(specification, trusted);
  const data = await prepare(specification);
  return { specification: completed(specification, data), resumed: null, data, sweep: sweep ?? null };
}

export async function planToResume(folder: RunFolder, { sweep, trusted = false }: TrainRequest): Promise<Plan> {
  const stored = readSpecification(folder);
  refuseImported(stored, folder);
  const specification = decodeSpecification(stored, `${folder.path}/spec.json`);
  await loadModel(specification, trusted);
  const latest = latestCheckpoint(folder.checkpoints);
  const data = await prepare(specification);
  if (data.fingerprint !== latest.checkpoint.data) throw otherData(folder, specification.data.path);
  const before = decodeSummary(readJson(folder, 'summary.json'));
  const resumed = { latest, seconds: before?.seconds ?? 0 };
  return { specification, resumed, data, sweep: sweep ?? before?.sweep ?? null };
}
