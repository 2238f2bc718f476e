import assert from 'node:assert/strict';
import { truncateSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { loadArrays } from '../arrays';
import { DataFile } from '../formats/file';
import { openNpy } from '../npy-array';
import { temporaryFolder } from '../testing/folder';
import { inputsOf, load } from '../testing/load';
import { python, requirePython } from '../testing/python';
import { source as npy } from './npy';
import { source as npz } from './npz';

/** Runs Python with `np` and the folder's `path`. */
const numpy = (path: string, lines: string) =>
  python(`import json, sys, numpy as np\npath = json.load(sys.stdin)\n${lines}`, path);

describe('sources of NumPy arrays', () => {
  const folder = temporaryFolder();
  before(function () {
    requirePython(this, 'numpy');
  });

  it('read a folder and an archive with the usual names alike, test set and all', async () => {
    numpy(
      folder.path,
      `
a = dict(x_train=np.arange(24).reshape(6, 4).astype('f4') / 8, y_train=np.array([0, 2, 1, 0, 1, 2]),
         x_test=np.ones((2, 4), 'f4'), y_test=np.array([[1], [0]], 'u1'))
np.savez(path + '/all.npz', **a)
for name in a: np.save(path + '/' + name, a[name])`,
    );
    const files = await load(npy, { path: folder.path });
    const archive = await load(npz, { path: join(folder.path, 'all.npz') });
    for (const data of [files, archive]) {
      assert.deepEqual(data.target, { kind: 'classes', classes: 3, shape: [] });
      assert.deepEqual([data.dataset.inputShape, data.dataset.count, data.test?.count], [[4], 6, 2]);
      assert.deepEqual([...data.dataset.targets.values], [0, 2, 1, 0, 1, 2]);
      assert.deepEqual([...data.test!.targets.values], [1, 0]);
      assert.deepEqual(
        await inputsOf(data),
        Array.from({ length: 24 }, (_, index) => index / 8),
      );
    }
  });

  it('take floats for numbers, bytes in three dimensions for grey images, and whole numbers for tokens if asked', async () => {
    numpy(
      folder.path,
      `
np.savez(path + '/a.npz', x=np.arange(2 * 3 * 3, dtype='u1').reshape(2, 3, 3), y=np.array([.5, 1.5]),
         t=np.asfortranarray(np.array([[3, 1], [0, 2]])), n=np.array([[0, 1], [-1, 3]]))`,
    );
    const path = join(folder.path, 'a.npz');
    const images = await load(npz, { path });
    assert.deepEqual([images.dataset.inputShape, images.target], [[3, 3, 1], { kind: 'numbers', shape: [1] }]);
    assert.ok((await images.dataset.read(Uint32Array.of(1))) instanceof Uint8Array);
    const tokens = await load(npz, { path, params: { inputs: 't', targets: 'n', vocabulary: 4 } });
    assert.deepEqual(tokens.target, { kind: 'classes', classes: 4, shape: [2] });
    assert.deepEqual(await tokens.dataset.read(Uint32Array.of(0, 1)), Int32Array.of(3, 1, 0, 2));
    const few = load(npz, { path, params: { inputs: 't', targets: 'n', vocabulary: 3 } });
    await assert.rejects(few, /a\.npz: t: a token is 3, outside 0…2/);
  });

  const wrong: [string, string, object, RegExp][] = [
    ['other names', 'a=[1], b=[1]', {}, /has the arrays a, b, and not both of the usual x and y; set data\.params/],
    ['a name that is not there', 'x=[1], y=[1]', { inputs: 'z' }, /has no array "z"; it has x, y/],
    ['lengths that differ', 'x=[[1], [2]], y=[1, 0, 1]', {}, /x: holds 2 inputs, and there are 3 targets/],
    ['no samples', 'x=np.zeros((0, 3)), y=np.zeros(0, int)', {}, /x: holds no samples/],
    ['negative classes', 'x=[[1], [2]], y=[0, -2]', {}, /y: target 1 is -2; classes are whole numbers from 0/],
    ['numbers as classes', 'x=[[1], [2]], y=[0, .5]', { task: 'class' }, /target 1 is 0\.5/],
    ['too many classes', 'x=[[1], [2]], y=[0, 2**40]', {}, /target 1 is 1099511627776; .*data\.params\.task=number/],
    ['a label beyond training', 'x=[[1]], y=[1], x_test=[[1]], y_test=[2]', {}, /y_test: target 0 is 2; training has only 0…1/],
    ['objects', 'x=np.array([None]), y=[1]', {}, /x holds Python objects, which are pickled code/],
  ]; // prettier-ignore
  for (const [name, arrays, params, message] of wrong) {
    it(`refuse ${name}`, async () => {
      numpy(folder.path, `np.savez(path + '/a.npz', ${arrays})`);
      const path = join(folder.path, 'a.npz');
      await assert.rejects(load(npz, { path, params: { ...params } }), (error: Error) => {
        assert.match(error.message, message);
        return true;
      });
    });
  }

  it('leave a large array in its file, and stop once the file is another', async () => {
    numpy(
      folder.path,
      `
x = np.zeros((700, 100), '>f8')
x[699] = np.arange(100)
x[5] = 1.5
np.save(path + '/x.npy', x)
np.save(path + '/f.npy', np.asfortranarray(x))
np.save(path + '/y.npy', np.arange(700) % 3)`,
    );
    const fromDisk = (inputs: string) =>
      loadArrays(
        { train: { inputs, targets: 'y' }, test: null },
        async (name) => openNpy(await DataFile.open(join(folder.path, `${name}.npy`))),
        { task: null, vocabulary: null },
        0,
      );
    const { dataset } = await fromDisk('x');
    const rows = await dataset.read(Uint32Array.of(699, 0, 5));
    assert.deepEqual([rows[99], rows[100], rows[207]], [99, 0, 1.5]);
    const path = join(folder.path, 'x.npy');
    utimesSync(path, 1, 1);
    const changed = async () => dataset.read(Uint32Array.of(1));
    await assert.rejects(changed(), (error: Error) => error.message.startsWith(`${path} has changed`));
    truncateSync(path, 1000);
    await assert.rejects(changed(), { code: 'changed-data' });
    await assert.rejects(fromDisk('f'), /f\.npy: is stored column by column; save np\.ascontiguousarray/);
  });
});
