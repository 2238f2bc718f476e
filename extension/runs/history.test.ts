import assert from 'node:assert/strict';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Feed } from './feed';
import { catchUp, listRuns } from './history';
import { EventLog } from './log';
import { RunModel } from './model';

const STARTED = {
  ...{ type: 'started', run: 'r', folder: '/r', title: 'digits', device: 'CPU' },
  ...{ epochs: 2, stepsPerEpoch: 10, parameters: 1, step: 0 },
};
const STEP = {
  ...{ type: 'step', step: 1, epoch: 1, loss: 2, metrics: {} },
  ...{ learningRate: 1, seconds: 1, samplesPerSecond: 1, inputWait: 0 },
};
const EPOCH = { type: 'epoch', step: 10, epoch: 1, train: {}, validation: { accuracy: 0.9 }, seconds: 2 };
const CHECKPOINT = { type: 'checkpoint', step: 10, path: 'c' };

const line = (event: object) => `${JSON.stringify(event)}\n`;

describe('the runs on disk', () => {
  let runs: string;
  beforeEach(() => (runs = mkdtempSync(join(tmpdir(), 'nabla-runs-'))));
  afterEach(() => {
    rmSync(runs, { recursive: true });
  });

  function write(name: string, text: string): string {
    const folder = join(runs, name);
    mkdirSync(folder);
    writeFileSync(join(folder, 'events.jsonl'), text);
    return folder;
  }

  it('are listed newest first, without what is no run', async () => {
    write('20260101-000000-old', line(STARTED) + line(EPOCH) + line(CHECKPOINT));
    write('20260202-000000-new', line(STARTED));
    mkdirSync(join(runs, 'notes'));
    symlinkSync('/etc', join(runs, '20270101-000000-link'));
    const found = await listRuns(runs);
    assert.deepEqual(
      found.map(({ name, summary }) => [name, summary.status, summary.resumable]),
      [
        ['20260202-000000-new', 'interrupted', false],
        ['20260101-000000-old', 'interrupted', true],
      ],
    );
    assert.deepEqual(found[1]?.summary.best, { accuracy: { value: 0.9, epoch: 1 } });
    assert.deepEqual(await listRuns(join(runs, 'nowhere')), []);
  });

  it('are rebuilt from what is whole in a damaged log', async () => {
    const huge = `{"type":"notice","message":"${'x'.repeat(300_000)}"}\n`;
    const damaged = line(STARTED) + 'no json\n{"type":"step"}\n\xff\n[1]\n' + huge + line(STEP) + '{"type":"ep';
    const folder = write('a', damaged);
    const model = new RunModel('');
    const log = new EventLog(folder);
    await catchUp(model, log);
    assert.deepEqual(model.series.get('train/loss')?.all(), [[1, 2, 2, 2]]);
    appendFileSync(join(folder, 'events.jsonl'), 'och"}\n' + line({ ...STEP, step: 2 }));
    await catchUp(model, log);
    assert.equal(model.series.get('train/loss')?.length, 2);
  });

  it('are read anew where a log was cut or replaced, and given up where it was deleted', async () => {
    const steps = [1, 2, 3].map((step) => line({ ...STEP, step })).join('');
    const folder = write('a', line(STARTED) + steps);
    const path = join(folder, 'events.jsonl');
    const [model, log, feed] = [new RunModel(''), new EventLog(folder), new Feed()];
    const points = () => model.series.get('train/loss')?.all().map(([step]) => step); // prettier-ignore
    await catchUp(model, log);
    feed.snapshot(model);
    assert.deepEqual(points(), [1, 2, 3]);
    truncateSync(path, line(STARTED).length);
    await catchUp(model, log);
    assert.equal(points(), undefined);
    appendFileSync(path, line({ ...STEP, step: 9 }));
    await catchUp(model, log);
    assert.deepEqual(points(), [9]);
    renameSync(path, `${path}.1`);
    writeFileSync(path, line(STARTED) + steps + steps);
    await catchUp(model, log);
    assert.deepEqual(points(), [1, 2, 3, 1, 2, 3]);
    assert.equal(feed.next(model).type, 'snapshot');
    rmSync(path);
    await assert.rejects(catchUp(model, log), { code: 'ENOENT' });
  });

  it('tell a run that another process trains from one that was cut off', async () => {
    const folder = write('a', line(STARTED));
    const lock = (pid: number) => {
      writeFileSync(join(folder, 'lock'), JSON.stringify({ pid, host: hostname(), token: 't' }));
    };
    const status = async () => (await listRuns(runs))[0]?.summary.status;
    lock(process.pid);
    assert.equal(await status(), 'running');
    lock(2 ** 22 + 1);
    assert.equal(await status(), 'interrupted');
    writeFileSync(join(folder, 'lock'), 'torn');
    assert.equal(await status(), 'interrupted');
  });
});
