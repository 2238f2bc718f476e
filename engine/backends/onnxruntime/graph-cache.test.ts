import assert from 'node:assert/strict';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Graph, type Value } from './graph';
import { GraphCache } from './graph-cache';
import { openGraph } from './open-graph';
import { convolve } from './operators/convolution';
import { providers } from './providers';
import { loadRuntime, type Runtime } from './session';

const BUILD = 'a build';
const GRAPH = Uint8Array.of(1, 2, 3);

describe('the cache of optimized graphs', () => {
  let directory: string;
  beforeEach(() => {
    directory = fs.mkdtempSync(join(tmpdir(), 'nabla-graphs-'));
  });
  afterEach(() => {
    fs.rmSync(directory, { recursive: true });
  });

  const write = (cache: GraphCache, key: string, content: string): void => {
    cache.keep(key, (path) => {
      fs.writeFileSync(path!, content);
    });
  };
  const text = (bytes: Uint8Array | null): string | null => bytes && Buffer.from(bytes).toString();

  it('gives back what it keeps, under a name that all circumstances decide', () => {
    const cache = new GraphCache(directory, BUILD);
    const key = cache.key(GRAPH, ['cpu', 8]);
    assert.equal(cache.read(key), null);
    write(cache, key, 'optimized');
    assert.equal(text(cache.read(key)), 'optimized');
    const others = [
      cache.key(GRAPH, ['cpu', 16]),
      cache.key(Uint8Array.of(1, 2), ['cpu', 8]),
      new GraphCache(directory, 'another build').key(GRAPH, ['cpu', 8]),
    ];
    for (const other of others) assert.notEqual(other, key);
    assert.equal(fs.readdirSync(directory).length, 1, 'no temporary is left');
  });

  it('takes a file that was changed or cut off for none', () => {
    const cache = new GraphCache(directory, BUILD);
    for (const damage of [(bytes: Buffer) => bytes.subarray(0, -1), (bytes: Buffer) => bytes.fill(7, 40, 41)]) {
      write(cache, 'key', 'optimized');
      const path = join(directory, 'key.onnx');
      fs.writeFileSync(path, damage(fs.readFileSync(path)));
      assert.equal(cache.read('key'), null);
    }
    write(cache, 'key', 'again');
    assert.equal(text(cache.read('key')), 'again');
  });

  it('lets go what was used longest ago', () => {
    const cache = new GraphCache(directory, BUILD, 200);
    for (const [age, name] of [
      [3, 'old'],
      [2, 'used'],
      [1, 'young'],
    ] as const) {
      write(cache, name, 'x'.repeat(50));
      const then = new Date(Date.now() - age * 60_000);
      fs.utimesSync(join(directory, `${name}.onnx`), then, then);
    }
    assert.ok(cache.read('used'));
    write(cache, 'new', 'x'.repeat(50));
    assert.deepEqual(
      ['old', 'young', 'used', 'new'].map((name) => cache.read(name) !== null),
      [false, false, true, true],
    );
  });

  it('opens without keeping where nothing can be written', () => {
    const file = join(directory, 'file');
    fs.writeFileSync(file, '');
    const cache = new GraphCache(join(file, 'graphs'), BUILD);
    const paths: (string | null)[] = [];
    assert.equal(
      cache.keep('key', (path) => paths.push(path)),
      1,
    );
    assert.deepEqual(paths, [null]);
    assert.equal(cache.read('key'), null);
  });

  it('hands on the error of what cannot be opened', () => {
    const open = (): never => {
      throw new Error('a wrong graph');
    };
    assert.throws(() => new GraphCache(directory, BUILD).keep('key', open), /a wrong graph/);
    assert.deepEqual(fs.readdirSync(directory), []);
  });

  describe('before onnxruntime', () => {
    let runtime: Runtime;
    before(async () => {
      runtime = await loadRuntime();
    });

    const SIZE = [2, 16, 5, 5] as const;
    const window = { kernel: [3, 3], strides: [1, 1], dilations: [1, 1], before: [1, 1], after: [1, 1] };
    const step = (): Graph => {
      const graph = new Graph();
      const input = (name: string, ...shape: number[]): Value => graph.input(name, { type: 'float32', shape });
      graph.outputs.set(
        'y',
        convolve(input('x', ...SIZE), input('w', 16, 16, 3, 3), { ...window, from: [5, 5], to: [5, 5] }),
      );
      return graph;
    };
    const numbers = (...shape: number[]) => {
      const values = Float32Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => Math.sin(i));
      return runtime.tensor('float32', values, shape);
    };
    const run = (cache: GraphCache | null) => {
      const session = openGraph(runtime, step(), [], { provider: providers.cpu, threads: 1, cache });
      const { y } = session.run({ x: numbers(...SIZE), w: numbers(16, 16, 3, 3) });
      assert.deepEqual(session.inputs, ['x', 'w']);
      session.dispose();
      return y!.data;
    };

    it('a graph that is loaded again computes the same bits', () => {
      const cache = new GraphCache(directory, BUILD);
      const fresh = run(null);
      assert.deepEqual(run(cache), fresh);
      const [name] = fs.readdirSync(directory);
      const { mtimeMs } = fs.statSync(join(directory, name!));
      assert.deepEqual(run(cache), fresh);
      assert.deepEqual(fs.readdirSync(directory), [name]);
      assert.ok(fs.statSync(join(directory, name!)).mtimeMs >= mtimeMs);
    });

    it('a graph in the cache is what runs', () => {
      const cache = new GraphCache(directory, BUILD);
      run(cache);
      const [name] = fs.readdirSync(directory);
      cache.keep(name!.replace('.onnx', ''), (path) => {
        fs.writeFileSync(path!, 'no graph');
      });
      assert.throws(() => run(cache), /could not load a model/);
    });
  });
});
