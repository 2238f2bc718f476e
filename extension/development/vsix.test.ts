import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Vsix {
  entries(path: string): string[];
  problems(names: string[], native: string[]): string[];
}

/** An empty zip file: nothing but the end of the central directory. */
const emptyZip = Buffer.from([0x50, 0x4b, 0x05, 0x06, ...Array<number>(18).fill(0)]);

const native = ['dist/node_modules/onnxruntime-node/bin/napi-v6/linux/x64/libonnxruntime.so.1'];
const good = [
  'package.json',
  'readme.md',
  'LICENSE.txt',
  'dist/extension.js',
  'dist/server.js',
  'dist/server-code.js',
  'dist/server-snapshot.js',
  'dist/keep-snapshot.js',
  'dist/engine.js',
  'dist/check-worker.js',
  'dist/check-code.js',
  'dist/data-worker.js',
  'dist/nabla.js',
  'dist/nabla-code.js',
  'dist/equations.json',
  'dist/specification.schema.json',
  'dist/sweep.schema.json',
];
const packed = [...good, ...native].map((name) => `extension/${name}`);

describe('the contents of a VSIX', () => {
  let vsix: Vsix;
  const folder = mkdtempSync(join(tmpdir(), 'nabla-vsix-'));
  before(async () => (vsix = (await import(join(__dirname, 'vsix.mjs'))) as Vsix));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('may be what the extension needs', () => {
    assert.deepEqual(vsix.problems(packed, native), []);
  });

  for (const stranger of [
    'dist/engine.js.map',
    'dist/test-host/index.js',
    'engine/training/loop.ts',
    'test/workspace/clean.py',
    '.env',
    '.nabla/runs/1/spec.json',
    'snippets/../.npmrc',
    'dist/node_modules/onnxruntime-node/bin/napi-v6/win32/x64/onnxruntime.dll',
  ])
    it(`may not be ${stranger}`, () => {
      const names = [...packed, `extension/${stranger}`];
      assert.deepEqual(vsix.problems(names, native), [`extension/${stranger} may not ship`]);
    });

  it('must have the native library that its platform has', () => {
    const names = packed.filter((name) => !name.endsWith('.so.1'));
    assert.deepEqual(vsix.problems(names, native), [`extension/${native[0]!} is missing`]);
  });

  it('are read from the zip file’s directory; a file of another kind is refused by name', () => {
    const [empty, text] = ['empty.vsix', 'text.vsix'].map((name) => join(folder, name)) as [string, string];
    writeFileSync(empty, emptyZip);
    writeFileSync(text, 'not a zip file at all, but long enough for its end to be looked for');
    assert.deepEqual(vsix.entries(empty), []);
    assert.throws(() => vsix.entries(text), /text\.vsix is no zip file/);
  });
});
