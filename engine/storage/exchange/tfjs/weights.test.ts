import '@tensorflow/tfjs-layers';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTfjsWeights } from './weights';

const layer = (class_name: string, config: object = {}) => ({ class_name, config });
const sequential = (...layers: object[]) => ({ class_name: 'Sequential', config: { layers } });

describe('weights of a model.json', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'nabla-tfjs-'));
    writeFileSync(join(folder, 'a.bin'), Buffer.from(Float32Array.of(1, 2, 3).buffer));
    writeFileSync(join(folder, 'b.bin'), Buffer.from(Float32Array.of(4, 5, 6).buffer));
    writeFileSync(join(folder, 'q.bin'), Buffer.from([0, 1, 255]));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  const weight = (name: string, shape: number[], more: object = {}) => ({ name, shape, dtype: 'float32', ...more });
  const read = (paths: string[], weights: object[], modelTopology: unknown = sequential(layer('Dense'))) => {
    const json = JSON.stringify({ modelTopology, weightsManifest: [{ paths, weights }] });
    return readTfjsWeights(Buffer.from(json), folder, 'model.json');
  };

  it('reads shards one after the other, a weight across two of them', () => {
    const found = read(['a.bin', 'b.bin'], [weight('k', [2, 2]), weight('b', [2])]);
    assert.deepEqual(
      found.map(({ name, tensor }) => [name, tensor.shape, [...tensor.values]]),
      [
        ['k', [2, 2], [1, 2, 3, 4]],
        ['b', [2], [5, 6]],
      ],
    );
  });

  it('restores quantized numbers', () => {
    const [found] = read(['q.bin'], [weight('k', [3], { quantization: { dtype: 'uint8', scale: 0.5, min: -1 } })]);
    assert.deepEqual([...found!.tensor.values], [-1, -0.5, 126.5]);
  });

  it('reads the topologies that Keras writes', () => {
    const keras = {
      keras_version: '2.15',
      model_config: { class_name: 'Functional', config: { layers: [layer('Dense')] } },
    };
    assert.equal(read(['a.bin'], [weight('k', [3])], keras).length, 1);
  });

  const topologies: [string, unknown, RegExp][] = [
    ['a Lambda', sequential(layer('Lambda')), /"Lambda", which is code/],
    ['a Lambda in a nested model', sequential(sequential(layer('Lambda'))), /"Lambda", which is code/],
    ['a wrapped Lambda', sequential(layer('TimeDistributed', { layer: layer('Lambda') })), /"Lambda", which is code/],
    ['a Lambda as Keras has it', { model_config: sequential(layer('Lambda')) }, /"Lambda", which is code/],
    ['an unknown class', sequential(layer('Evil')), /"Evil", which is not known here/],
    ['__proto__', sequential(layer('__proto__')), /"__proto__", which is not known here/],
    ['constructor', sequential(layer('constructor')), /"constructor", which is not known here/],
  ];
  for (const [name, topology, message] of topologies) {
    it(`refuses ${name}`, () => {
      assert.throws(() => read(['a.bin'], [weight('k', [3])], topology), { code: 'unsafe-layer', message });
    });
  }

  it('refuses models nested without end', () => {
    let deep: object = layer('Dense');
    for (let level = 0; level < 100; level++) deep = sequential(deep);
    assert.throws(() => read(['a.bin'], [weight('k', [3])], deep), /nested more than 32 deep/);
  });

  for (const path of ['../a.bin', '/etc/passwd', 'http://example.org/a.bin', 'file:///etc/passwd']) {
    it(`refuses the path ${path}`, () => {
      assert.throws(() => read([path], [weight('k', [3])]), { code: 'path-escapes' });
    });
  }

  it('refuses a manifest that does not fit its files', () => {
    assert.throws(() => read(['a.bin'], [weight('k', [4])]), /weight "k" runs past the end of its file/);
    assert.throws(() => read(['a.bin'], [weight('k', [2])]), /4 bytes follow its last weight/);
    assert.throws(() => read(['a.bin'], [weight('k', [2 ** 40, 2 ** 40])]), /runs past the end/);
    assert.throws(
      () => read(['a.bin'], [weight('k', [-1])]),
      /model\.json is damaged: weightsManifest\.0\.weights\.0\.shape/,
    );
    assert.throws(() => read(['a.bin'], [weight('k', [3], { dtype: 'string' })]), /is damaged: weightsManifest/);
    assert.throws(
      () => readTfjsWeights(Buffer.from('{'), folder, 'model.json'),
      /model\.json is damaged: it is not JSON/,
    );
    assert.throws(() => readTfjsWeights(Buffer.from('{}'), folder, 'model.json'), /model\.json is damaged: /);
  });
});
