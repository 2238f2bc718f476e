/** NumPy's .npy files: inputs in one, targets in another, and those of a test set if they are there. */
import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as v from 'valibot';
import { Problem } from '../../process/problem';
import { chooseArrays } from '../array-names';
import { arrayEntries, loadArrays, type StoredArray } from '../arrays';
import { DataFile } from '../formats/file';
import { MAX_PREFIX, readHeader } from '../formats/npy';
import { defineSource } from './source';

const ENDING = '.npy';

const withoutEnding = (name: string) => basename(name, ENDING);

async function openArray(file: DataFile): Promise<StoredArray> {
  const beginning = Buffer.alloc(Math.min(file.size, MAX_PREFIX));
  await file.read(beginning, 0);
  const header = readHeader(beginning, file.size, file.path);
  return {
    ...{ name: file.path, header, file },
    async bytes() {
      const bytes = new Uint8Array(file.size - header.offset);
      await file.read(bytes, header.offset);
      return bytes;
    },
  };
}

export const source = defineSource({
  id: 'npy',
  title: 'NumPy arrays, one a file (.npy)',
  parameters: v.strictObject(arrayEntries),
  async load({ path, params }) {
    if (path === null) throw new Problem('missing-data', 'source "npy" reads files: set data.path to their folder');
    const isFile = path.endsWith(ENDING);
    const folder = isFile ? dirname(path) : path;
    const entries = await fs.readdir(folder).catch(() => []);
    const names = chooseArrays(folder, entries.filter((name) => name.endsWith(ENDING)).map(withoutEnding), {
      inputs: isFile ? withoutEnding(path) : params.inputs && withoutEnding(params.inputs),
      targets: params.targets && withoutEnding(params.targets),
    });
    const hash = createHash('sha256');
    const open = async (name: string) => {
      const file = await DataFile.open(join(folder, name + ENDING));
      for await (const chunk of file.chunks()) hash.update(chunk);
      return openArray(file);
    };
    const loaded = await loadArrays(names, open, params);
    return { ...loaded, fingerprint: `npy:${hash.digest('hex')}` };
  },
});
