/** A NumPy archive (.npz): inputs and targets by name, and those of a test set, as Keras's datasets come. */
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { Problem } from '../../process/problem';
import { chooseArrays } from '../array-names';
import { arrayEntries, loadArrays, type StoredArray } from '../arrays';
import { chunksOf } from '../formats/file';
import { readHeader } from '../formats/npy';
import { Npz } from '../formats/npz';
import { defineSource } from './source';

async function openArray(archive: Npz, name: string): Promise<StoredArray> {
  const where = `${archive.path}: ${name}`;
  const stored = await archive.read(name);
  const header = readHeader(stored, stored.length, where);
  return { name: where, header, file: null, bytes: () => Promise.resolve(stored.subarray(header.offset)) };
}

export const source = defineSource({
  id: 'npz',
  title: 'A NumPy archive (.npz)',
  parameters: v.strictObject(arrayEntries),
  async load({ path, params }) {
    if (path === null) throw new Problem('missing-data', 'source "npz" reads a file: set data.path to it');
    const hash = createHash('sha256');
    for await (const chunk of chunksOf(path)) hash.update(chunk);
    const archive = await Npz.open(path);
    try {
      const names = chooseArrays(path, archive.names, params);
      const loaded = await loadArrays(names, (name) => openArray(archive, name), params);
      return { ...loaded, fingerprint: `npz:${hash.digest('hex')}` };
    } finally {
      archive.close();
    }
  },
});
