import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listRuns } from '../../extension/runs/history';
import { EventLog } from '../../extension/runs/log';
import { RunModel } from '../../extension/runs/model';
import { Run } from '../../extension/runs/run';
import { lines, nabla } from './nabla';

describe('nabla import', function () {
  this.timeout(120_000);
  let folder: string;
  let runs: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nabla-import-'));
    runs = join(folder, 'runs');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const table = (content = 'epoch,loss,val_loss\n0,2,3\n1,1,0.5\n') => {
    const path = join(folder, 'history.csv');
    writeFileSync(path, content);
    return path;
  };

  it('makes a run that the command line lists, and refuses to go on with it', async () => {
    const { code, stdout, stderr } = await nabla(['import', table(), '--runs', runs, '--name', 'keras', '--json']);
    assert.equal(code, 0, stderr);
    const [line] = lines(stdout);
    assert.equal(line!.type, 'imported');
    const [name] = readdirSync(runs);
    assert.match(name!, /^\d{8}-\d{6}-keras$/);
    assert.deepEqual([line!.run, line!.series, line!.points, line!.notices], [name, 2, 4, []]);
    const listed = await nabla(['runs', '--runs', runs]);
    assert.match(listed.stdout, /keras {2}imported .* loss 0\.5000/);
    const calls = [
      ['train', '--resume', name!],
      ['train', '--like', name!],
      ['export', name!, '--format', 'onnx'],
    ];
    for (const call of calls) {
      const refused = await nabla([...call, '--runs', runs]);
      assert.equal(refused.code, 2);
      assert.match(
        refused.stderr,
        /^nabla: run \S+-keras was imported from CSV: there is nothing to resume, [^\n]+\n$/,
      );
    }
  });

  it('makes a run that the editor lists and shows, and does not offer to resume', async () => {
    assert.equal((await nabla(['import', table(), '--runs', runs])).code, 0);
    const [past] = await listRuns(runs);
    assert.deepEqual([past!.summary.status, past!.summary.resumable], ['finished', false]);
    assert.deepEqual(past!.summary.metrics.validation, { loss: 0.5 });
    const run = new Run(new RunModel(''), past!.folder);
    await run.follow(new EventLog(past!.folder));
    const { series, summary } = run.model;
    const shown = [...series].map(([name, curve]) => [name, ...curve.all().map(([step, mean]) => [step, mean])]);
    assert.deepEqual(shown, [
      ['train/loss', [0, 2], [1, 1]],
      ['validation/loss', [0, 3], [1, 0.5]],
    ]);
    assert.deepEqual([summary.status, summary.message, summary.title], ['finished', null, past!.summary.title]);
  });

  it('imports what it can of a folder and says what it could not', async () => {
    table();
    writeFileSync(join(folder, 'open.csv'), 'step,loss\n"1,2\n');
    const { code, stdout, stderr } = await nabla(['import', folder, '--runs', runs]);
    assert.equal(code, 0);
    assert.match(stdout, /^run \S+: 2 series, 4 points of CSV\n$/);
    assert.match(stderr, /^nabla: \S+open\.csv: row 2 opens a quote \("\) that is not closed; close it there\n$/);
    assert.equal(readdirSync(runs).length, 1);
  });

  it('imports the event file of a run of ours', async () => {
    const call = ['train', 'digits-cnn', '--set', 'data.samples=120', '--set', 'training.epochs=2', '--runs', runs];
    const trained = await nabla([...call, '--set', 'model.architecture=mlp', '--json']);
    assert.equal(trained.code, 0, trained.stderr);
    const run = join(runs, readdirSync(runs)[0]!);
    const file = readdirSync(run).find((name) => name.startsWith('events.out.tfevents.'))!;
    const { stdout, stderr } = await nabla(['import', join(run, file), '--runs', join(folder, 'b'), '--json']);
    assert.equal(stderr, '');
    const events = lines(readFileSync(join(lines(stdout)[0]!.folder as string, 'events.jsonl'), 'utf8'));
    const measures = events.flatMap(({ type, validation }) => (type === 'measures' ? [validation] : []));
    const float32 = (values: object) =>
      Object.entries(values).map(([name, value]) => [name, Math.fround(value as number)]);
    const epochs = lines(trained.stdout).filter(({ type }) => type === 'epoch');
    const told = measures.filter((values) => Object.keys(values as object).length > 0);
    assert.deepEqual(told.map((values) => Object.entries(values as object)), epochs.map(({ validation }) => float32(validation as object))); // prettier-ignore
  });

  it('says in one line what is wrong with a call', async () => {
    const empty = mkdtempSync(join(folder, 'empty-'));
    const calls: [string[], RegExp][] = [
      [['import'], /give one log, or one folder of logs/],
      [['import', 'a', 'b'], /give one log/],
      [['import', empty], /holds no log/],
      [['import', join(folder, 'no')], /cannot be read \(ENOENT/],
      [['import', table('1,2\n3,4\n')], /row 1 holds numbers where names of columns belong/],
    ];
    for (const [args, message] of calls) {
      const { code, stderr } = await nabla([...args, '--runs', runs]);
      assert.equal(code, 2);
      assert.match(stderr, message);
      assert.match(stderr, /^nabla: [^\n]+\n$/);
    }
    assert.throws(() => readdirSync(runs), { code: 'ENOENT' });
  });
});
