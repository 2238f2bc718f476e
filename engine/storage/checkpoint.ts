/**
 * A checkpoint: all that a run needs to go on as if it had never ended. A folder with weights and optimizer state as
 * safetensors and a manifest with their checksums; it appears under its name in one rename, or not at all.
 */
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import * as v from 'valibot';
import { causeOf, Problem } from '../process/problem';
import { removeQuietly, renamePatiently, syncDirectory, TEMPORARY, writeSynced } from './atomic';
import { disk, type FileSystem } from './file-system';
import { anyNumber, written } from './numbers';
import { decodeSafetensors, encodeSafetensors } from './safetensors';
import type { Tensors } from './tensors';

/** Raised when a manifest's meaning changes; another one is refused by name. */
const FORMAT = 2;
const MANIFEST = 'manifest.json';

/** A manifest lists tensors by name; a larger one is no manifest. */
const MAX_MANIFEST = 16 * 2 ** 20;

const fileSchema = v.strictObject({
  sha256: v.string(),
  /** CRC-32 of each tensor, so that damage can be named. */
  tensors: v.array(v.tuple([v.string(), v.number()])),
});

const measuresSchema = v.record(v.string(), v.nullable(v.number()));

/** What a checkpoint says of itself beside its tensors. */
const contentsSchema = v.strictObject({
  /** Optimizer steps done: epoch, batch, shuffle and schedule follow from it and the specification. */
  step: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  /** Validation loss at this step, if it was measured: lower is better. */
  score: v.nullable(v.number()),
  /** Running sums of the unfinished epoch and other counters, by name. */
  progress: v.record(v.string(), v.array(anyNumber)),
  /** What the last whole epoch measured. */
  measures: v.strictObject({ train: measuresSchema, validation: measuresSchema }),
  /** The data's fingerprint, and what it was normalized with; null for tokens. */
  data: v.string(),
  normalization: v.nullable(v.strictObject({ shift: v.array(v.number()), scale: v.array(v.number()) })),
});

const manifestSchema = v.strictObject({
  format: v.literal(FORMAT),
  ...contentsSchema.entries,
  files: v.strictObject({ weights: fileSchema, optimizer: fileSchema }),
});
const sealedSchema = v.strictObject({ sha256: v.string(), manifest: v.looseObject({ format: v.number() }) });

type Manifest = v.InferOutput<typeof manifestSchema>;

export type Checkpoint = v.InferOutput<typeof contentsSchema> & {
  weights: Tensors;
  /** The optimizer's slots: moments, averages. */
  optimizer: Tensors;
};

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
const checksum = (values: Float32Array | Int32Array) =>
  crc32(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));

const damaged = (path: string, cause: string) =>
  new Problem('damaged-checkpoint', `checkpoint ${path} is damaged: ${cause}; an earlier one can be used`, 'run');

function otherFormat(path: string, format: number): Problem {
  const message = `checkpoint ${path} has format ${format}, this version reads ${FORMAT}`;
  return format > FORMAT
    ? new Problem('newer-checkpoint', `${message}; update Nabla`)
    : new Problem('older-checkpoint', `${message}; train again`);
}

const describe = (tensors: Tensors, bytes: Uint8Array): v.InferOutput<typeof fileSchema> => ({
  sha256: sha256(bytes),
  tensors: [...tensors].map(([name, { values }]) => [name, checksum(values)]),
});

/** Two checkpoints of one step never differ, unless one is damaged: a whole one is kept as it is. */
function alreadySaved(path: string, files: FileSystem): boolean {
  try {
    loadCheckpoint(path, files);
    return true;
  } catch {
    return false;
  }
}

/**
 * Commits a checkpoint as the folder `path`; afterwards it is there in full or, if this throws, not at all.
 * @throws the system's error (disk full, permission), after removing what was written
 */
export function saveCheckpoint(path: string, checkpoint: Checkpoint, files: FileSystem = disk): void {
  if (files.existsSync(path) && alreadySaved(path, files)) return;
  const { weights, optimizer, ...contents } = checkpoint;
  const [weightBytes, optimizerBytes] = [encodeSafetensors(weights), encodeSafetensors(optimizer)];
  const described = { weights: describe(weights, weightBytes), optimizer: describe(optimizer, optimizerBytes) };
  const progress = Object.entries(contents.progress).map(([name, values]) => [name, values.map(written)] as const);
  const manifest: v.InferInput<typeof manifestSchema> = {
    format: FORMAT,
    ...contents,
    progress: Object.fromEntries(progress),
    files: described,
  };
  const sealed = JSON.stringify({ sha256: sha256(JSON.stringify(manifest)), manifest }, null, 1);
  const parent = dirname(path);
  const temporary = join(parent, `${TEMPORARY}${process.pid}-${checkpoint.step}`);
  try {
    files.rmSync(temporary, { recursive: true, force: true });
    files.mkdirSync(temporary);
    writeSynced(join(temporary, 'weights.safetensors'), weightBytes, files);
    writeSynced(join(temporary, 'optimizer.safetensors'), optimizerBytes, files);
    writeSynced(join(temporary, MANIFEST), Buffer.from(sealed), files);
    syncDirectory(temporary, files);
    files.rmSync(path, { recursive: true, force: true });
    renamePatiently(temporary, path, files);
    syncDirectory(parent, files);
  } catch (error) {
    removeQuietly(temporary, files);
    throw error;
  }
}

function read(path: string, files: FileSystem): Buffer {
  try {
    return files.readFileSync(path);
  } catch (error) {
    throw damaged(dirname(path), causeOf(error));
  }
}

function parseSealed(path: string, bytes: Buffer): v.InferOutput<typeof sealedSchema> {
  try {
    return v.parse(sealedSchema, JSON.parse(bytes.toString()));
  } catch {
    throw damaged(path, 'its manifest is not readable');
  }
}

/** Reads and checks the manifest alone. */
export function readManifest(path: string, files: FileSystem = disk): Manifest {
  const bytes = read(join(path, MANIFEST), files);
  if (bytes.length > MAX_MANIFEST) throw damaged(path, 'its manifest is too large');
  const sealed = parseSealed(path, bytes);
  const { format } = sealed.manifest;
  if (format !== FORMAT) throw otherFormat(path, format);
  if (sealed.sha256 !== sha256(JSON.stringify(sealed.manifest))) throw damaged(path, 'its manifest was changed');
  const manifest = v.safeParse(manifestSchema, sealed.manifest);
  if (!manifest.success) throw damaged(path, `its manifest: ${manifest.issues[0].message}`);
  return manifest.output;
}

/** One of the checkpoint's files, checked; a changed tensor is named. */
function readTensors(path: string, name: 'weights' | 'optimizer', manifest: Manifest, files: FileSystem): Tensors {
  const bytes = read(join(path, `${name}.safetensors`), files);
  const expected = manifest.files[name];
  if (sha256(bytes) === expected.sha256) return decodeSafetensors(bytes, `${path}/${name}.safetensors`);
  throw damaged(path, changeOf(name, bytes, expected));
}

/** What of a file is not as it was saved: a tensor by its name, where the others can still be read. */
function changeOf(name: string, bytes: Buffer, { tensors }: v.InferOutput<typeof fileSchema>): string {
  const found = decodedQuietly(bytes, name);
  if (!found) return `${name}.safetensors was cut off or overwritten`;
  const changed = tensors.find(([tensor, crc]) => {
    const values = found.get(tensor)?.values;
    return !values || checksum(values) !== crc;
  });
  return changed ? `tensor ${JSON.stringify(changed[0])} was changed` : `the header of ${name} was changed`;
}

function decodedQuietly(bytes: Buffer, name: string): Tensors | undefined {
  try {
    return decodeSafetensors(bytes, name);
  } catch {
    return undefined;
  }
}

/**
 * Reads a checkpoint, every checksum verified.
 * @throws Problem `damaged-checkpoint` naming the tensor or file, `newer-checkpoint` or `older-checkpoint`
 */
export function loadCheckpoint(path: string, files: FileSystem = disk): Checkpoint {
  const manifest = readManifest(path, files);
  const { step, score, progress, measures, data, normalization } = manifest;
  const weights = readTensors(path, 'weights', manifest, files);
  const optimizer = readTensors(path, 'optimizer', manifest, files);
  return { step, score, progress, measures, data, normalization, weights, optimizer };
}
