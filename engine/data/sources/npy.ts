/** NumPy's .npy files: inputs in one, targets in another, and those of a test set if they are there. */
import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as v from 'valibot';
import { Problem } from '../../process/problem';
import { chooseArrays } from '../array-names';
import { arrayEntries, loadArrays } from '../arrays';
import { DataFile } from '../formats/file';
import { openNpy } from '../npy-array';
import { defineSource } from './source';

const ENDING = '.npy';

const withoutEnding = (name: string) => basename(name, ENDING);

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
      return openNpy(file);
    };
    const loaded = await loadArrays(names, open, params);
    return { ...loaded, fingerprint: `npy:${hash.digest('hex')}` };
  },
});
