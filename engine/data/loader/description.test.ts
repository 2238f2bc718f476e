import assert from 'node:assert/strict';
import fs, { utimesSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import v8 from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Feed } from '../feed';
import { DataFile } from '../formats/file';
import type { ElementType } from '../formats/npy';
import { withoutMissing } from '../imputation';
import { OnDisk } from '../on-disk';
import { Subset, type Dataset, type Field } from '../samples';
import { RowStore } from '../table/row-store';
import { Windows } from '../table/windows';
import { temporaryFolder } from '../testing/folder';
import { TokenWindows } from '../text/token-windows';
import { reopen } from './description';
import { makeInline, makerFor, type BatchMaker } from './maker';
import type { Preparation } from './prepare-batch';
import { WorkerMaker } from './worker-maker';

const COUNT = 40;
const CHANNELS = 3;
const STEPS = 14;
const settings = { batchSize: 6, seed: 3, isBalanced: false, epochs: 2 };

const preparation = (dataset: Dataset, hasNumbers = true): Preparation => ({
  scale: hasNumbers ? { shift: [1, 2, 3], scale: [4, 5, 6] } : null,
  augment: [],
  seed: 3,
  white: 1,
  task: { inputShape: dataset.inputShape, vocabulary: null, target: { kind: 'classes', classes: 4, shape: [] } },
});

const targets = (): Field => ({ shape: [], values: Int32Array.from({ length: COUNT }, (_, at) => at % 4) });

const everyThird = (dataset: Dataset) =>
  new Subset(
    dataset,
    Uint32Array.from({ length: dataset.count }, (_, at) => (at * 3) % dataset.count),
  );

describe('datasets described to other threads', () => {
  const folder = temporaryFolder();
  const before = process.env.NABLA_CACHE_DIR;
  beforeEach(() => {
    process.env.NABLA_CACHE_DIR = folder.path;
  });
  after(() => {
    if (before === undefined) delete process.env.NABLA_CACHE_DIR;
    else process.env.NABLA_CACHE_DIR = before;
  });

  /** As a table larger than memory should hold; every seventh number is missing. */
  async function table(maxInMemory = 0): Promise<Dataset> {
    const store = new RowStore(COUNT, CHANNELS, maxInMemory);
    for (let row = 0; row < COUNT; row++) {
      store.add(Float32Array.from({ length: CHANNELS }, (_, at) => ((row + at) % 7 ? row / 8 + at : NaN)));
    }
    return store.finish(targets());
  }

  async function filled(): Promise<Dataset> {
    const train = everyThird(await table());
    const fillable = [0, 1, 2].map((at) => ({ at, width: 1, by: 'mean' as const }));
    return (await withoutMissing({ train, validation: train, test: train }, fillable)).train;
  }

  function windows(rows: Dataset): Dataset {
    const starts = Uint32Array.from({ length: COUNT - 5 }, (_, row) => row);
    return Windows.over(
      rows,
      5,
      starts,
      starts.map((start) => start + 5),
    );
  }

  /** As an array of a .npy file, behind a header. */
  async function array(type: ElementType, bytes: Uint8Array, isLittleEndian = true, vocabulary: number | null = null) {
    const path = folder.write(`${type}.npy`, Buffer.concat([Buffer.alloc(10), bytes]));
    const layout = { offset: 10, type, isLittleEndian, name: path, vocabulary };
    return new OnDisk(await DataFile.open(path), layout, [CHANNELS], targets());
  }

  const numbers = Array.from({ length: COUNT * CHANNELS }, (_, at) => (at * 5) % 64);

  const cases: Record<string, { open: () => Dataset | Promise<Dataset>; isOnDisk: boolean; hasNumbers?: boolean }> = {
    'rows of a scratch file that has no name any more': { open: async () => everyThird(await table()), isOnDisk: true },
    'rows with missing values filled': { open: filled, isOnDisk: true },
    'windows over rows on disk': { open: async () => windows(await table()), isOnDisk: true },
    'windows over rows in memory': { open: async () => windows(await table(2 ** 20)), isOnDisk: false },
    'float32 of a file': { open: () => array('f4', new Uint8Array(Float32Array.from(numbers).buffer)), isOnDisk: true },
    'float64 of a file, its last bytes first': {
      open: () => array('f8', new Uint8Array(Float64Array.from(numbers).buffer).reverse(), false),
      isOnDisk: true,
    },
    'bytes of a file': { open: () => array('u1', Uint8Array.from(numbers)), isOnDisk: true },
    'tokens of a file': {
      open: () => array('u2', new Uint8Array(Uint16Array.from(numbers).buffer), true, 64),
      isOnDisk: true,
      hasNumbers: false,
    },
    'stretches of a text': {
      open: () =>
        new TokenWindows(
          Uint16Array.from({ length: 321 }, (_, at) => (at * at) % 97),
          7,
        ),
      isOnDisk: false,
      hasNumbers: false,
    },
  };

  const batchesOf = async (dataset: Dataset, maker: BatchMaker) => {
    const feed = new Feed(dataset, maker, settings);
    const batches = [];
    try {
      for (let step = 0; step < Math.min(STEPS, 2 * feed.stepsPerEpoch); step++) batches.push(await feed.ready(step));
    } finally {
      await feed.close();
    }
    return batches;
  };

  for (const [name, { open, isOnDisk, hasNumbers }] of Object.entries(cases)) {
    it(`${name}: the same bits, over epochs`, async () => {
      const dataset = await open();
      const prepared = preparation(dataset, hasNumbers);
      const inline = await batchesOf(dataset, makeInline(dataset, prepared));
      assert.ok(new Set(inline[0]!.inputs.values).size > 3);
      assert.deepEqual(await batchesOf(dataset, new WorkerMaker(dataset, prepared, 1)), inline);
      assert.equal(dataset.isOnDisk, isOnDisk);
      assert.equal(makerFor(dataset, prepared, 6).ahead > 0, isOnDisk);
    });
  }

  it('carry no numbers of their own: all are in memory that threads share', async () => {
    for (const { open } of Object.values(cases)) {
      const dataset = await open();
      const own: string[] = [];
      JSON.stringify(dataset.describe(), (key, value: unknown) => {
        if (!ArrayBuffer.isView(value)) return value;
        if (value.buffer instanceof ArrayBuffer) own.push(key);
        return undefined;
      });
      assert.deepEqual(own, []);
      assert.deepEqual(reopen(dataset.describe()).describe(), dataset.describe());
    }
  });

  it('stop once the file is another, with the Problem that names it', async () => {
    const dataset = everyThird(await array('f4', new Uint8Array(Float32Array.from(numbers).buffer)));
    const feed = new Feed(dataset, makerFor(dataset, preparation(dataset), 6), { ...settings, epochs: 9 });
    try {
      await feed.ready(0);
      utimesSync(`${folder.path}/f4.npy`, 1, 1);
      // Those that were asked for before may be what they were.
      const later = (async () => {
        for (let step = 1; step < 30; step++) await feed.ready(step);
      })();
      await assert.rejects(later, (error: Error & { code?: string; kind?: string }) => {
        assert.deepEqual([error.name, error.code, error.kind], ['Problem', 'changed-data', 'run']);
        assert.match(error.message, /f4\.npy has changed since it was opened/);
        return true;
      });
    } finally {
      await feed.close();
    }
  });

  it('stay open while another thread reads, though nobody else holds them', async () => {
    const maker = await (async () => {
      const dataset = await table();
      return makerFor(dataset, preparation(dataset), 6);
    })();
    v8.setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    try {
      for (let step = 0; step < 4; step++) {
        collect();
        await setTimeout(1); // what is forgotten is closed
        const { count } = await maker.make({ step, epoch: 0, first: 0, places: Uint32Array.of(5, 9) });
        assert.equal(count, 2);
      }
    } finally {
      await maker.close();
    }
  });

  it('leave the file open for whoever opened it', async () => {
    const bytes = new Uint8Array(Float32Array.from(numbers).buffer);
    const path = folder.write('open.npy', bytes);
    const file = await DataFile.open(path);
    const layout = { offset: 0, type: 'f4', isLittleEndian: true, name: path, vocabulary: null } as const;
    const dataset = new OnDisk(file, layout, [CHANNELS], targets());
    for (let times = 0; times < 2; times++) {
      await batchesOf(dataset, new WorkerMaker(dataset, preparation(dataset), 1));
      assert.ok(fs.fstatSync(file.opened.descriptor).isFile());
    }
    assert.deepEqual([...(await dataset.read(Uint32Array.of(1)))], numbers.slice(3, 6));
    file.close();
    assert.throws(() => fs.fstatSync(file.opened.descriptor), { code: 'EBADF' });
  });
});
