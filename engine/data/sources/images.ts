/** A folder of PNG and JPEG images, one subfolder a class; `train`, `val` and `test` of such folders where there are. */
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { Problem } from '../../process/problem';
import { ImageFiles, readPicture, type ImageFile } from '../images/image-files';
import { listImages, type ListedClass, type Parts } from '../images/list-images';
import { defineSource } from './source';

/** Larger inputs than any network in use takes. */
const MAX_SIDE = 4096;

const side = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_SIDE));

const noPath = () =>
  new Problem('missing-data', 'source "images" reads files: set data.path to a folder with a subfolder for each class');

const strangeClass = (name: string, names: string[]) =>
  new Problem(
    'unusable-data',
    `class "${name}" is in no training folder, which has ${names.join(', ')}; rename or remove it`,
  );

/** Of names, sizes and times of change: the files themselves would take as long to read as an epoch. */
function fingerprintOf(parts: Parts): string {
  const hash = createHash('sha256');
  for (const part of Object.values(parts)) hash.update(JSON.stringify(part));
  return `images:${hash.digest('hex')}`;
}

export const source = defineSource({
  id: 'images',
  title: 'Images in folders, one a class',
  parameters: v.strictObject({
    size: v.pipe(
      v.optional(v.nullable(v.tuple([side, side])), null),
      v.description('Height and width that all images are brought to; null takes those of the first.'),
    ),
    channels: v.pipe(v.optional(v.picklist(['grey', 'rgb']), 'rgb'), v.description('Colours, or one value a pixel.')),
  }),
  async load({ path, params }) {
    if (path === null) throw noPath();
    const { root, ...parts } = await listImages(path);
    const train = parts.train!;
    const names = train.map(({ name }) => name);
    const [height, width] = params.size ?? (await sidesOf(root, train[0]!.files[0]!));
    const shape: [number, number, 1 | 3] = [height, width, params.channels === 'grey' ? 1 : 3];
    const datasetOf = (classes: ListedClass[] | null) =>
      classes &&
      new ImageFiles({ root, files: classes.flatMap(({ files }) => files), shape }, labelsOf(classes, names));
    return {
      dataset: datasetOf(train)!,
      validation: datasetOf(parts.validation),
      test: datasetOf(parts.test),
      vocabulary: null,
      target: { kind: 'classes', classes: names.length, shape: [], names },
      fingerprint: fingerprintOf(parts),
    };
  },
});

async function sidesOf(root: string, first: ImageFile): Promise<[number, number]> {
  const { height, width } = await readPicture(root, first);
  return [Math.min(height, MAX_SIDE), Math.min(width, MAX_SIDE)];
}

/** The class of each file: its place in `names`. */
function labelsOf(classes: ListedClass[], names: string[]) {
  const labels = classes.flatMap(({ name, files }) => {
    const label = names.indexOf(name);
    if (label < 0) throw strangeClass(name, names);
    return files.map(() => label);
  });
  return { shape: [], values: Int32Array.from(labels) };
}
