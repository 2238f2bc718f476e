/** A folder with MNIST's four IDX files (or Fashion-MNIST's, KMNIST's: the names are the same), gzipped or not. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { Problem } from '../../process/problem';
import { readIdx } from '../formats/idx';
import { InMemory } from '../samples';
import { defineSource } from './source';

/** The names in use: MNIST's own, and those of mirrors that kept the dot. */
const namings = (part: 'train' | 't10k', what: 'images-idx3' | 'labels-idx1') =>
  [`${part}-${what}-ubyte`, `${part}-${what.replace('-idx', '.idx')}-ubyte`].flatMap((name) => [name, `${name}.gz`]);

async function find(folder: string, names: string[]): Promise<string | undefined> {
  for (const name of names) {
    const path = join(folder, name);
    if (await stat(path).catch(() => undefined)) return path;
  }
  return undefined;
}

const missing = (folder: string, name: string) =>
  new Problem('missing-data', `${folder} has no ${name} (nor ${name}.gz); set data.path to a folder of IDX files`);

/** Images and labels of one part; undefined if neither file is there. */
async function part(folder: string, name: 'train' | 't10k') {
  const [imageNames, labelNames] = [namings(name, 'images-idx3'), namings(name, 'labels-idx1')];
  const [imageFile, labelFile] = await Promise.all([find(folder, imageNames), find(folder, labelNames)]);
  if (!imageFile && !labelFile) return undefined;
  if (!imageFile) throw missing(folder, imageNames[0]!);
  if (!labelFile) throw missing(folder, labelNames[0]!);
  const [images, labels] = await Promise.all([readIdx(imageFile, 3), readIdx(labelFile, 1)]);
  const [count, height, width] = images.shape as [number, number, number];
  if (count !== labels.shape[0]) {
    const cause = `${imageFile} holds ${count} images, ${labelFile} ${labels.shape[0]!} labels`;
    throw new Problem('corrupt-data', `${cause}; they must belong together: download both again`);
  }
  const samples = new InMemory(
    { shape: [height, width, 1], values: images.values },
    { shape: [], values: Int32Array.from(labels.values) },
  );
  return { samples, labelFile, hash: images.hash + labels.hash };
}

const highest = ({ targets }: InMemory): number => {
  let most = -1;
  for (const label of targets.values) if (label > most) most = label;
  return most;
};

function checkTest(train: InMemory, test: InMemory, classes: number, labelFile: string): void {
  if (test.inputShape.join() !== train.inputShape.join()) {
    const shapes = `${test.inputShape.slice(0, 2).join('×')}, those for training ${train.inputShape.slice(0, 2).join('×')}`;
    throw new Problem('corrupt-data', `the test images are ${shapes}; put files of one set into data.path`);
  }
  if (highest(test) >= classes) {
    const range = `a label ${highest(test)}, training has only 0…${classes - 1}`;
    throw new Problem('corrupt-data', `${labelFile} has ${range}; put files of one set into data.path`);
  }
}

export const source = defineSource({
  id: 'idx',
  title: 'IDX files (MNIST and its relatives)',
  parameters: v.strictObject({}),
  async load({ path }) {
    if (path === null) throw new Problem('missing-data', 'source "idx" reads files: set data.path to their folder');
    const train = await part(path, 'train');
    if (!train) throw missing(path, 'train-images-idx3-ubyte');
    const test = await part(path, 't10k');
    const classes = highest(train.samples) + 1;
    if (test) checkTest(train.samples, test.samples, classes, test.labelFile);
    return {
      dataset: train.samples,
      test: test?.samples ?? null,
      vocabulary: null,
      target: { kind: 'classes', classes, shape: [] },
      fingerprint: `idx:${train.hash}${test?.hash ?? ''}`,
    };
  },
});
