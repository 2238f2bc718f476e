import assert from 'node:assert/strict';
import * as v from 'valibot';
import { augmentSchema } from '../augment';
import type { Batch } from '../batches';
import { Feed } from '../feed';
import { InMemory, Subset } from '../samples';
import { makeInline, makerFor, type BatchMaker } from './maker';
import type { Preparation } from './prepare-batch';
import { WorkerMaker } from './worker-maker';

const COUNT = 50;
const settings = { batchSize: 8, seed: 5, isBalanced: false, epochs: 3 };
const STEPS = 21;

const images = (): InMemory =>
  new InMemory(
    { shape: [10, 12, 3], values: Uint8Array.from({ length: COUNT * 360 }, (_, at) => (at * 31) % 251) },
    { shape: [], values: Int32Array.from({ length: COUNT }, (_, at) => at % 4) },
  );

const preparation: Preparation = {
  scale: { shift: [120, 121, 122], scale: [70, 71, 72] },
  augment: v.parse(augmentSchema, [{ type: 'flip' }, { type: 'crop' }, { type: 'noise' }, { type: 'mixup' }]),
  seed: 5,
  white: 255,
  task: { inputShape: [10, 12, 3], vocabulary: null, target: { kind: 'classes', classes: 4, shape: [] } },
};

async function all(maker: BatchMaker, from = 0): Promise<Batch[]> {
  const feed = new Feed(images(), maker, settings);
  const batches = [];
  for (let step = from; step < STEPS; step++) batches.push(await feed.ready(step));
  await feed.close();
  return batches;
}

describe('batches of another thread', () => {
  it('have the same bits as those of this one, altered and mixed, over epochs, and from any step on', async () => {
    const inline = await all(makeInline(images(), preparation));
    assert.equal(inline.length, STEPS);
    assert.deepEqual(await all(makerFor(images(), preparation, 8)), inline);
    assert.deepEqual(await all(makerFor(images(), preparation, 8), 9), inline.slice(9));
    assert.notDeepEqual(inline[0], inline[7]);
    assert.equal(inline[6]!.count, 2);
  });

  it('are read from memory that threads share: moved there once, for all parts of the data', () => {
    const dataset = images();
    const bytes = new Uint8Array(dataset.inputs.values);
    const parts = [[3, 1], [2]].map((places) => new Subset(dataset, Uint32Array.from(places)).describe());
    assert.ok(dataset.inputs.values.buffer instanceof SharedArrayBuffer);
    for (const part of parts) {
      assert.ok(part.whole.kind === 'memory');
      assert.equal(part.whole.inputs.values, dataset.inputs.values);
    }
    assert.deepEqual(new Uint8Array(dataset.inputs.values), bytes);
  });

  it('are made here where that takes less time than asking', () => {
    assert.equal(makerFor(images(), { ...preparation, augment: [] }, 8).ahead, 0);
  });
});

describe('how many batches wait', () => {
  const large: Preparation = { ...preparation, augment: v.parse(augmentSchema, [{ type: 'noise' }]) };

  /** So many batches are made ahead of `count` samples of `side`² numbers; nothing of it is ever read. */
  const ahead = async (side: number, batchSize: number, count = 2) => {
    const inputs = { shape: [side, side, 1], values: new Uint8Array(0) };
    const maker = makerFor(new InMemory(inputs, { shape: [], values: new Int32Array(count) }), large, batchSize);
    await maker.close();
    return maker.ahead;
  };

  it('is bounded by bytes: one of more than 64 MiB waits alone', async () => {
    assert.equal(await ahead(32, 2), 8);
    assert.equal(await ahead(2048, 1), 4);
    assert.equal(await ahead(4096, 1), 2);
    assert.equal(await ahead(4096, 2), 1);
  });

  it('goes by the samples that there are, however many a batch may have', async () => {
    assert.equal(await ahead(32, 2 ** 24), 8);
  });
});

describe('a thread that fails', () => {
  const request = (step: number) => ({ step, epoch: 0, first: 0, places: Uint32Array.of(0, 1) });

  it('that cannot even start fails whoever waits, with its reason', async () => {
    const broken = Object.assign(images(), { describe: () => ({ kind: 'subset' }) as never });
    const maker = new WorkerMaker(broken, preparation, 1);
    await assert.rejects(maker.make(request(0)), { name: 'Problem', code: 'data-worker', kind: 'run' });
    await maker.close();
  });

  it('leaves nobody waiting when it is closed', async () => {
    const maker = new WorkerMaker(images(), preparation, 1);
    const waiting = assert.rejects(maker.make(request(0)), /was closed/);
    await maker.close();
    await waiting;
    await assert.rejects(maker.make(request(1)), /was closed/);
  });
});

describe('a feed', () => {
  /** Answers when told to. */
  class Slow implements BatchMaker {
    readonly ahead = 3;
    readonly asked: number[] = [];
    readonly answers = new Map<number, (batch: Batch) => void>();
    make({ step }: { step: number }): Promise<Batch> {
      this.asked.push(step);
      return new Promise((resolve) => this.answers.set(step, resolve));
    }
    close = () => Promise.resolve();
  }
  const made = { count: 0, inputs: { shape: [0], dtype: 'float32', values: new Float32Array() } } as unknown as Batch;

  it('asks for so many batches ahead, for each once, and for none after the last', async () => {
    const maker = new Slow();
    const feed = new Feed(images(), maker, { ...settings, epochs: 1 });
    const first = feed.ready(0);
    assert.deepEqual(maker.asked, [0, 1, 2, 3]);
    assert.equal(feed.at(1), null);
    maker.answers.get(1)!(made);
    maker.answers.get(0)!(made);
    assert.equal(await first, made);
    assert.equal(feed.at(1), made);
    assert.equal(feed.at(2), null);
    void feed.ready(2);
    void feed.ready(5);
    assert.deepEqual(maker.asked, [0, 1, 2, 3, 4, 5, 6]);
  });
});
