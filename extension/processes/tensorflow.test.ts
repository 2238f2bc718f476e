import * as tf from '@tensorflow/tfjs-core';
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FOLDER_VARIABLE, PACKAGE } from '../../engine/backends/tensorflow/errors';
import { stageOf } from './npm-install';
import { phaseOf, tensorflow, tensorflowVariables, unpackedMegabytes } from './tensorflow';

describe("TensorFlow in the extension's storage", () => {
  let storage: string;
  before(() => (storage = mkdtempSync(join(tmpdir(), 'nabla-storage-'))));
  after(() => {
    rmSync(storage, { recursive: true });
  });

  const place = (folder: string, file: string, content: string) => {
    const path = join(folder, 'node_modules', PACKAGE, file);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, content);
  };

  it('is the package and the version that the engine takes, where the engine looks', () => {
    const { name, version, folder } = tensorflow(storage);
    assert.deepEqual({ name, version }, { name: PACKAGE, version: tf.version_core });
    assert.deepEqual(tensorflowVariables(storage), { [FOLDER_VARIABLE]: folder });
  });

  it('is not complete without the native library', async () => {
    const { folder, lack } = tensorflow(storage);
    place(folder, 'package.json', '{}');
    assert.match((await lack?.(folder)) ?? '', /native library/);
    place(folder, 'lib/napi-v8/tfjs_binding.node', '');
    assert.equal(await lack?.(folder), undefined);
  });

  it('tells how far its installation is', async () => {
    assert.equal(phaseOf('* Downloading libtensorflow'), 'downloading libtensorflow');
    assert.equal(phaseOf('added 127 packages in 15s'), undefined);
    assert.equal(await unpackedMegabytes(storage), 0);
    place(stageOf(tensorflow(storage).folder), 'deps/lib/libtensorflow.so', 'x'.repeat(2e6));
    assert.equal(await unpackedMegabytes(storage), 2);
  });
});
