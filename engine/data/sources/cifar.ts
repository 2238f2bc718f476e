/** A folder with the binary files of CIFAR-10 or CIFAR-100. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { Problem } from '../../process/problem';
import { CifarReader, type Records } from '../cifar';
import { DataFile } from '../formats/file';
import { defineSource } from './source';

interface Layout extends Records {
  /** What the archive unpacks into. */
  folder: string;
  train: string[];
  test: string;
  /** The names of the classes, a line each. */
  names: string;
}

const CIFAR_10: Layout = {
  folder: 'cifar-10-batches-bin',
  train: [1, 2, 3, 4, 5].map((part) => `data_batch_${part}.bin`),
  test: 'test_batch.bin',
  names: 'batches.meta.txt',
  ...{ labels: 1, label: 0, classes: 10 },
};

const CIFAR_100 = { folder: 'cifar-100-binary', train: ['train.bin'], test: 'test.bin', labels: 2 } as const;

const layouts: Record<'fine' | 'coarse', Layout[]> = {
  fine: [
    CIFAR_10,
    { ...CIFAR_100, train: [...CIFAR_100.train], names: 'fine_label_names.txt', label: 1, classes: 100 },
  ],
  coarse: [{ ...CIFAR_100, train: [...CIFAR_100.train], names: 'coarse_label_names.txt', label: 0, classes: 20 }],
};

/** Names of a hundred classes are a kilobyte. */
const MAX_NAMES = 2 ** 16;

const missing = (folder: string, files: string) =>
  new Problem('missing-data', `${folder} has no ${files}; set data.path to the folder of CIFAR's binary files`);

/** The folder that has the files, and which they are. @throws Problem `missing-data` */
function find(path: string, candidates: Layout[]): { folder: string; layout: Layout } {
  for (const layout of candidates) {
    for (const folder of [path, join(path, layout.folder)]) {
      if (layout.train.some((name) => existsSync(join(folder, name)))) return { folder, layout };
    }
  }
  throw missing(path, candidates.map(({ train }) => train[0]!).join(' or '));
}

/** Null where there is no such file. */
async function namesIn(path: string, classes: number): Promise<string[] | null> {
  if (!existsSync(path)) return null;
  const file = await DataFile.open(path);
  try {
    const bytes = new Uint8Array(Math.min(file.size, MAX_NAMES));
    await file.read(bytes, 0);
    const names = new TextDecoder().decode(bytes).split(/\r?\n/).filter(Boolean);
    return names.length === classes ? names : null;
  } finally {
    file.close();
  }
}

export const source = defineSource({
  id: 'cifar',
  title: 'CIFAR-10 and CIFAR-100 (binary files)',
  parameters: v.strictObject({
    labels: v.pipe(
      v.optional(v.picklist(['fine', 'coarse']), 'fine'),
      v.description('Of CIFAR-100: its 100 classes, or the 20 that these belong to.'),
    ),
  }),
  async load({ path, params }) {
    if (path === null) {
      throw new Problem('missing-data', 'source "cifar" reads files: set data.path to their folder, or use "cifar-10"');
    }
    const { folder, layout } = find(path, layouts[params.labels]);
    const [train, test] = [new CifarReader(layout), new CifarReader(layout)];
    const absent = layout.train.find((name) => !existsSync(join(folder, name)));
    if (absent !== undefined) throw missing(folder, absent);
    for (const name of layout.train) await train.add(join(folder, name));
    const hasTest = existsSync(join(folder, layout.test));
    if (hasTest) await test.add(join(folder, layout.test));
    const names = await namesIn(join(folder, layout.names), layout.classes);
    return {
      dataset: train.dataset(),
      test: hasTest ? test.dataset() : null,
      vocabulary: null,
      target: { kind: 'classes', classes: layout.classes, shape: [], ...(names && { names }) },
      fingerprint: `cifar:${params.labels}:${train.hash.digest('hex')}:${test.hash.digest('hex')}`,
    };
  },
});
