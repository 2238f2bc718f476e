import assert from 'node:assert/strict';
import { temporaryFolder } from '../testing/folder';
import { python, requirePython } from '../testing/python';
import { zip } from '../testing/zip';
import { Npz } from './npz';

describe('.npz files', () => {
  const folder = temporaryFolder();
  const content = Buffer.from('an array, as far as a zip can tell');

  async function read(bytes: Uint8Array): Promise<Record<string, Buffer>> {
    const archive = await Npz.open(folder.write('a.npz', bytes));
    try {
      const arrays: Record<string, Buffer> = {};
      for (const name of archive.names) arrays[name] = await archive.read(name);
      return arrays;
    } finally {
      archive.close();
    }
  }

  it('gives its arrays by name, packed or not; other files are let be', async () => {
    const archive = zip([
      { name: 'x.npy', content },
      { name: 'y.npy', content, isPacked: true },
      { name: 'readme.txt', content },
    ]);
    assert.deepEqual(await read(archive), { x: content, y: content });
  });

  it("opens NumPy's own", async function () {
    requirePython(this, 'numpy');
    const script =
      'import json, sys, numpy as np\npath = json.load(sys.stdin)\n' +
      'np.savez(path + "/s.npz", a=np.arange(5), b=np.zeros((2, 2)))\n' +
      'np.savez_compressed(path + "/c.npz", np.arange(5), np.zeros((2, 2)))';
    python(script, folder.path);
    for (const [file, names] of [
      ['s', ['a', 'b']],
      ['c', ['arr_0', 'arr_1']],
    ] as const) {
      // prettier-ignore
      const archive = await Npz.open(`${folder.path}/${file}.npz`);
      assert.deepEqual(archive.names, names);
      assert.equal((await archive.read(names[1])).length, 128 + 32);
      archive.close();
    }
  });

  const packed = { name: 'x.npy', content: Buffer.alloc(70 * 2 ** 20), isPacked: true };
  const hostile: [string, () => Buffer, RegExp][] = [
    ['a path upwards', () => zip([{ name: '../x.npy', content }]), /invalid relative path/],
    ['an absolute path', () => zip([{ name: '/etc/x.npy', content }]), /absolute path/],
    ['a drive', () => zip([{ name: 'C:/x.npy', content }]), /absolute path/],
    ['a backslash', () => zip([{ name: '..\\x.npy', content }]), /invalid characters/],
    ['a symbolic link', () => zip([{ name: 'x.npy', content, mode: 0o120777 }]), /"x\.npy" is a link/],
    ['two entries of one name', () => zip([{ name: 'x.npy', content }, { name: 'x.npy', content }]), /is there twice/],
    ['encryption', () => zip([{ name: 'x.npy', content, flags: 1 }]), /encrypted|size mismatch/],
    ['a bomb', () => zip([packed]), /unpacks 200 times and more/],
    ['more than it declares', () => zip([{ ...packed, declared: 1000 }]), /the array "x" is damaged/],
    ['less than it declares', () => zip([{ name: 'x.npy', content, isPacked: true, declared: 90 }]), /is damaged/],
    ['gigabytes declared', () => zip([{ name: 'x.npy', content, isPacked: true, declared: 3e9 }]), /takes 3000000000 bytes/],
    ['a wrong checksum', () => zip([{ name: 'x.npy', content }]).fill('A', 40, 44), /checksum is wrong/],
    ['half a zip', () => zip([{ name: 'x.npy', content }]).subarray(0, 80), /is no zip file/],
    ['nothing', () => Buffer.alloc(0), /is no zip file/],
  ]; // prettier-ignore
  for (const [name, bytes, message] of hostile) {
    it(`refuses ${name}`, async () => {
      await assert.rejects(read(bytes()), (error: Error) => {
        assert.equal(error.name, 'Problem');
        assert.match(error.message, message);
        return true;
      });
    });
  }

  it('refuses what is no file', async () => {
    await assert.rejects(Npz.open(folder.path), /but a folder/);
  });
});
