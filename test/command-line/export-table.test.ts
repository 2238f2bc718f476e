/** What is exported of a table's run says how to make its inputs, and needs the table no more. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { protobufFields } from '../../engine/storage/protobuf';
import { nabla } from './nabla';

/** Ages of 20, 21, …; every tenth is missing. */
const ROWS = Array.from({ length: 120 }, (_, row) => {
  const age = row % 10 === 9 ? '' : String(20 + (row % 40));
  const city = ['Rome', 'Oslo', 'Bern'][row % 3]!;
  return `${age},${city},${row % 2 ? 'yes' : 'no'},2020-01-${String(1 + (row % 28)).padStart(2, '0')},${row % 3 ? 'stays' : 'leaves'}`;
});

interface Channel {
  name: string;
  categories?: string[];
  unit?: string;
  fill?: number;
}

interface Metadata {
  channels: Channel[];
  classes: string[];
  missing: string;
  normalization: { shift: number[]; scale: number[] };
}

describe('nabla export of a table', function () {
  this.timeout(180_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'nabla-export-table-'));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  /** Trains on the table, and removes it. */
  async function trained(categories: 'oneHot' | 'ordinal'): Promise<string> {
    const data = join(folder, `${categories}.csv`);
    writeFileSync(data, ['age,city,member,since,outcome', ...ROWS].join('\n'));
    const runs = join(folder, categories);
    const settings = {
      ...{ 'data.source': 'csv', 'data.path': data, 'data.params.categories': categories },
      ...{ 'model.architecture': 'mlp', 'model.params.units': '[4]' },
      ...{ 'training.epochs': 1, 'training.batchSize': 16, loss: 'null', metrics: 'null' },
    };
    const sets = Object.entries(settings).flatMap(([key, value]) => ['--set', `${key}=${value}`]);
    const { code, stderr } = await nabla(['train', 'moons-mlp', ...sets, '--runs', runs]);
    assert.equal(code, 0, stderr);
    unlinkSync(data);
    return join(runs, readdirSync(runs)[0]!);
  }

  async function exported(run: string, format: string): Promise<string> {
    const out = join(folder, `${format}-of-${run.length}`);
    const { code, stderr } = await nabla(['export', run, '--format', format, '--out', out]);
    assert.equal(code, 0, stderr);
    return out;
  }

  /** ONNX's metadata_props. */
  const propertiesOf = (bytes: Buffer) =>
    Object.fromEntries(
      [...protobufFields(bytes, 'model')]
        .filter(({ number }) => number === 14)
        .map((one) => [...one.fields()].map(({ text }) => text)),
    ) as Record<keyof Metadata, string>;

  it('without the table: channels in order, fills, classes; ONNX fills missing values itself', async () => {
    const run = await trained('oneHot');
    const path = await exported(run, 'onnx');
    const properties = propertiesOf(readFileSync(path));
    const channels = JSON.parse(properties.channels) as Channel[];
    const names = ['age', 'city=Bern', 'city=Oslo', 'city=Rome', 'member', 'since'];
    assert.deepEqual(channels.map(({ name }) => name), names); // prettier-ignore
    assert.deepEqual(channels[4]!.categories, ['false', 'true']);
    assert.equal(channels[5]!.unit, 'days since 1970-01-01 UTC');
    assert.deepEqual(JSON.parse(properties.classes), ['leaves', 'stays']);
    assert.match(properties.missing, /the model takes its channel's fill/);
    const fills = channels.map(({ fill }) => fill!);
    assert.ok(fills[0]! > 20 && fills[0]! < 59, String(fills[0]));

    const session = await InferenceSession.create(path);
    const logitsOf = async (values: number[]) => {
      const input = new Tensor('float32', Float32Array.from(values), [values.length / names.length, names.length]);
      return [...((await session.run({ input })).logits!.data as Float32Array)];
    };
    const rows = [[30, 1, 0, 0, 1, 18300], [NaN, 0, 1, 0, 0, 18270], new Array<number>(6).fill(NaN)]; // prettier-ignore
    const filled = rows.map((row) => row.map((value, at) => (Number.isNaN(value) ? fills[at]! : value)));
    const found = await logitsOf(rows.flat());
    assert.ok(found.every(Number.isFinite), found.join());
    assert.deepEqual(found, await logitsOf(filled.flat()));
  });

  it('numbers of categories, in metadata of safetensors and beside a model of tfjs', async () => {
    const run = await trained('ordinal');
    const bytes = readFileSync(await exported(run, 'safetensors'));
    const header = JSON.parse(bytes.subarray(8, 8 + bytes.readUInt32LE()).toString()) as {
      __metadata__: Record<string, string>;
    };
    const beside = JSON.parse(readFileSync(join(await exported(run, 'tfjs'), 'metadata.json'), 'utf8')) as Metadata;
    assert.deepEqual(beside.channels.map(({ name }) => name), ['age', 'city', 'member', 'since']); // prettier-ignore
    assert.deepEqual(beside.channels[1]!.categories, ['Bern', 'Oslo', 'Rome']);
    assert.match(beside.missing, /put its channel's fill in its place, before normalization/);
    assert.equal(beside.normalization.shift.length, 4);
    for (const key of ['channels', 'normalization', 'classes'] as const) {
      assert.deepEqual(JSON.parse(header.__metadata__[key]!), beside[key]);
    }
  });
});
