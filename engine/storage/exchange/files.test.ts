import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readBeside, readWhole } from './files';

describe('files of strangers', () => {
  let folder: string;
  let home: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nabla-files-'));
    home = join(folder, 'model');
    mkdirSync(join(home, 'data'), { recursive: true });
    writeFileSync(join(folder, 'secret'), 'secret');
    writeFileSync(join(home, 'data', 'weights.bin'), '0123456789');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('reads a file below the folder, and a part of it', () => {
    assert.equal(readBeside(home, 'data/weights.bin', 'x').toString(), '0123456789');
    assert.equal(readBeside(home, './data/weights.bin', 'x', { offset: 2, length: 3 }).toString(), '234');
    assert.throws(() => readBeside(home, 'data/weights.bin', 'x', { offset: 8, length: 3 }), /bytes 8…11 of only 10/);
    assert.throws(() => readBeside(home, 'data/weights.bin', 'x', { offset: 11 }), /bytes 11…10 of only 10/);
  });

  for (const path of [
    '../secret',
    'data/../../secret',
    '/etc/passwd',
    'C:\\secret',
    'C:secret',
    '\\\\server\\share',
    '..\\secret',
    'http://example.org/weights.bin',
    'file:///etc/passwd',
    '',
    'a\0b',
    'x'.repeat(5000),
  ]) {
    it(`refuses the path ${JSON.stringify(path.slice(0, 40))}`, () => {
      assert.throws(() => readBeside(home, path, 'model.onnx'), { name: 'Problem', code: 'path-escapes' });
    });
  }

  it('refuses links, as the file or on the way to it', function () {
    if (process.platform === 'win32') this.skip();
    symlinkSync(join(folder, 'secret'), join(home, 'linked'));
    symlinkSync(folder, join(home, 'up'));
    linkSync(join(folder, 'secret'), join(home, 'hard'));
    assert.throws(
      () => readBeside(home, 'linked', 'model.onnx'),
      /refers to "linked", a link; put plain files beside it/,
    );
    assert.throws(() => readBeside(home, 'up/secret', 'model.onnx'), /where a folder is a link/);
    assert.throws(() => readBeside(home, 'hard', 'model.onnx'), /a hard link/);
  });

  it('reads regular files only, and waits for no pipe', function () {
    assert.throws(() => readBeside(home, 'data', 'x'), /not a regular file/);
    assert.throws(() => readWhole(home), /model cannot be read \(not a regular file\)/);
    assert.throws(() => readWhole(join(home, 'none')), /none cannot be read \(ENOENT/);
    if (process.platform === 'win32') this.skip();
    execFileSync('mkfifo', [join(home, 'pipe')]);
    assert.throws(() => readWhole(join(home, 'pipe')), /not a regular file/);
    assert.throws(() => readBeside(home, 'pipe', 'x'), /not a regular file/);
    assert.throws(() => readWhole('/dev/zero'), /not a regular file/);
  });
});
