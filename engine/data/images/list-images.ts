/** A folder of pictures, one subfolder a class: what is in it, before any is decoded. */
import type { Dirent, Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { causeOf, Problem } from '../../process/problem';
import { MAX_FILE_BYTES, type ImageFile } from './image-files';

/** The largest set in wide use has 14 million; the list alone would take gigabytes above it. */
const MAX_FILES = 2 ** 24;

const PICTURE = /\.(png|jpe?g)$/i;

export interface ListedClass {
  name: string;
  files: ImageFile[];
}

const unusable = (path: string, cause: string) => new Problem('unusable-data', `${path} ${cause}`);

async function entriesOf(folder: string): Promise<Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw new Problem('unreadable-data', `${folder} cannot be listed (${causeOf(error)}); check data.path`);
  });
  // By code units: the same order on every system.
  return entries
    .filter(({ name }) => !name.startsWith('.'))
    .sort((a, b) => Number(a.name > b.name) - Number(a.name < b.name));
}

/** A picture, or a folder of them, through a link only where that stays inside. */
class Folder {
  private constructor(readonly root: string) {}

  static async open(path: string): Promise<Folder> {
    const root = await realpath(path).catch((error: unknown) => {
      throw new Problem('missing-data', `${path} cannot be opened (${causeOf(error)}); check data.path`);
    });
    return new Folder(root);
  }

  /** Names of the subfolders. */
  async folders(path: string): Promise<string[]> {
    const names: string[] = [];
    for (const entry of await entriesOf(join(this.root, path))) {
      const isFolder = entry.isSymbolicLink()
        ? (await this.follow(join(path, entry.name))).isDirectory()
        : entry.isDirectory();
      if (isFolder) names.push(entry.name);
    }
    return names;
  }

  /** @throws Problem where a picture's name belongs to what is no regular file */
  async pictures(path: string): Promise<ImageFile[]> {
    const names = (await entriesOf(join(this.root, path))).filter(({ name }) => PICTURE.test(name));
    const files: ImageFile[] = [];
    for (const { name } of names) {
      const file = join(path, name);
      const status = await this.follow(file);
      if (!status.isFile()) throw unusable(join(this.root, file), 'is not a regular file; remove it');
      if (status.size > MAX_FILE_BYTES)
        throw unusable(join(this.root, file), `has ${status.size} bytes, too many for a picture; remove it`);
      files.push({ path: file, bytes: status.size, modified: status.mtimeMs });
    }
    return files;
  }

  /** @throws Problem where a link leads out of the folder, or nowhere */
  private async follow(path: string): Promise<Stats> {
    const whole = join(this.root, path);
    try {
      const real = await realpath(whole);
      if (real.startsWith(this.root + sep)) return await stat(real);
    } catch (error) {
      throw unusable(whole, `cannot be read (${causeOf(error)}); remove it`);
    }
    throw unusable(whole, `is a link that leads out of ${this.root}; put the files themselves there`);
  }
}

/** The parts of a set, by the names of their folders. */
export type Parts = Record<'train' | 'validation' | 'test', ListedClass[] | null>;

const PART_FOLDERS = { train: ['train'], validation: ['val', 'validation', 'valid'], test: ['test'] };

/**
 * Lists a folder: classes, or `train`, and maybe `val` and `test`, of classes each.
 * @throws Problem naming the folder or file, what is wrong with it and what to do
 */
export async function listImages(path: string): Promise<Parts & { root: string }> {
  const folder = await Folder.open(path);
  const names = await folder.folders('.');
  const part = async (candidates: string[]): Promise<ListedClass[] | null> => {
    const name = candidates.find((candidate) => names.includes(candidate));
    return name === undefined ? null : classesIn(folder, name);
  };
  const parts = names.includes('train')
    ? {
        train: await part(PART_FOLDERS.train),
        validation: await part(PART_FOLDERS.validation),
        test: await part(PART_FOLDERS.test),
      }
    : { train: await classesIn(folder, '.'), validation: null, test: null };
  checkCount(folder.root, parts);
  return { root: folder.root, ...parts };
}

async function classesIn(folder: Folder, part: string): Promise<ListedClass[]> {
  const names = await folder.folders(part);
  const whole = join(folder.root, part);
  if (names.length === 0) throw unusable(whole, 'has no subfolders; put the images of each class into one of its own');
  const classes: ListedClass[] = [];
  for (const name of names) {
    const files = await folder.pictures(join(part, name));
    if (files.length === 0) throw unusable(join(whole, name), 'has no PNG or JPEG images; add some or remove it');
    classes.push({ name, files });
  }
  return classes;
}

function checkCount(root: string, parts: Parts): void {
  const count = Object.values(parts).reduce(
    (sum, part) => sum + (part?.reduce((files, one) => files + one.files.length, 0) ?? 0),
    0,
  );
  if (count > MAX_FILES) throw unusable(root, `has ${count} images, ${MAX_FILES} can be listed; take fewer`);
}
