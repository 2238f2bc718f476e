/** Pictures on disk as inputs: decoded when they are asked for, never all at once. */
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { causeOf, Problem } from '../../process/problem';
import { sizeOf, type Dataset, type Field } from '../samples';
import { share } from '../shared';
import { decodePicture } from './decode';
import { withChannels, type Picture } from './picture';
import { resize } from './resize';

/** A file as it was when the data was listed. */
export interface ImageFile {
  /** Below the root. */
  path: string;
  bytes: number;
  /** Of its last change, in milliseconds. */
  modified: number;
}

/** What a dataset of pictures is made of; plain data, so that another thread can open it too. */
export interface ImageSet {
  root: string;
  files: readonly ImageFile[];
  /** Height, width, channels. */
  shape: [number, number, 1 | 3];
}

/** A file as large would be 32 times the pixels that are decoded: no picture. */
export const MAX_FILE_BYTES = 2 ** 30;

/** Without it, opening a pipe would wait for a writer; Windows has neither the flag nor such pipes. */
const FLAGS = constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0);

const changed = (file: string) =>
  new Problem('changed-data', `${file} has changed since the run began; restore it and resume the run`, 'run');

async function readUnchanged(handle: FileHandle, file: ImageFile, path: string): Promise<Buffer> {
  const before = await handle.stat();
  if (!before.isFile() || before.size !== file.bytes) throw changed(path);
  const bytes = Buffer.alloc(file.bytes);
  let filled = 0;
  for (let read = -1; read !== 0 && filled < bytes.length; filled += read) {
    ({ bytesRead: read } = await handle.read(bytes, filled, bytes.length - filled, filled));
  }
  // Looked at afterwards: what was read before it is what was listed.
  const { mtimeMs, size } = await handle.stat();
  if (filled < bytes.length || size !== file.bytes || mtimeMs !== file.modified) throw changed(path);
  return bytes;
}

/** @throws Problem naming the file that is gone, changed or no picture */
export async function readPicture(root: string, file: ImageFile): Promise<Picture> {
  const path = join(root, file.path);
  const handle = await open(path, FLAGS).catch((error: unknown) => {
    throw new Problem(
      'changed-data',
      `${path} cannot be read any more (${causeOf(error)}); restore it and resume`,
      'run',
    );
  });
  try {
    return decodePicture(await readUnchanged(handle, file, path), path);
  } finally {
    await handle.close();
  }
}

export interface ImagesDescription {
  kind: 'images';
  set: ImageSet;
  targets: Field;
}

export class ImageFiles implements Dataset {
  readonly isOnDisk = true;

  constructor(
    private readonly set: ImageSet,
    readonly targets: Field,
  ) {}

  get count(): number {
    return this.set.files.length;
  }

  get inputShape(): number[] {
    return this.set.shape;
  }

  /** (n, height, width, channels), bytes */
  async read(indices: Uint32Array): Promise<Uint8Array> {
    const { root, files, shape } = this.set;
    const [height, width, channels] = shape;
    const values = new Uint8Array(indices.length * sizeOf(shape));
    for (const [row, index] of indices.entries()) {
      const picture = withChannels(await readPicture(root, files[index]!), channels);
      values.set(resize(picture, height, width).values, row * sizeOf(shape));
    }
    return values;
  }

  describe(): ImagesDescription {
    return { kind: 'images', set: this.set, targets: share(this.targets) };
  }
}
