/** Fault 32: names with HTML, escape sequences, bidi marks and NUL are shown as text, on the terminal and in the views. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunModel } from '../../extension/runs/model';
import { decodeToMonitor } from '../../webviews/monitor/contract';
import { Feed } from '../../extension/runs/feed';
import { nabla } from '../command-line/nabla';

const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  '\u001b]0;title\u0007\u001b[2Jred',
  'gnp.\u202exe',
  'a\u0000b',
  '__proto__',
  'line\nnabla: done',
  '\u009b31m',
];

/** What could move a terminal's cursor, colour or reorder its text. */
const UNSAFE = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

const measures = Object.fromEntries(HOSTILE.map((name) => [name, 1]));

describe('hostile names', function () {
  this.timeout(60_000);
  let runs: string;
  beforeEach(() => (runs = mkdtempSync(join(tmpdir(), 'nabla-names-'))));
  afterEach(() => {
    rmSync(runs, { recursive: true });
  });

  it('of runs and measures: listed as text, and legal JSON', async () => {
    for (const [index, name] of HOSTILE.entries()) {
      const folder = join(runs, `20260101-00000${index}-x`);
      mkdirSync(folder);
      writeFileSync(join(folder, 'spec.json'), '{}');
      const counts = { parameters: 1, epochs: 1, steps: 1, seconds: 1 };
      const metrics = { train: {}, validation: measures, test: {} };
      const texts = { run: name, title: name, device: name, status: 'finished', message: name };
      writeFileSync(join(folder, 'summary.json'), JSON.stringify({ ...texts, ...counts, metrics }));
    }
    const { code, stdout, stderr } = await nabla(['runs', '--runs', runs]);
    assert.deepEqual([code, stderr], [0, '']);
    const shown = stdout.trimEnd().split('\n');
    assert.equal(shown.length, HOSTILE.length);
    for (const line of shown) assert.doesNotMatch(line, UNSAFE);
    const json = await nabla(['runs', '--runs', runs, '--json']);
    const found = JSON.parse(json.stdout) as { run: string }[];
    assert.deepEqual(found.map(({ run }) => run).sort(), [...HOSTILE].sort());
  });

  it('in a message of the command line: one line, without controls', async () => {
    for (const name of HOSTILE.filter((text) => !text.includes('\u0000'))) {
      const { stderr } = await nabla(['train', name, '--runs', runs]);
      assert.match(stderr, /^nabla: [^\n]+\n$/);
      assert.doesNotMatch(stderr.trimEnd(), UNSAFE);
    }
  });

  it('of measures reach a view unchanged, as data that it decodes', () => {
    const model = new RunModel(HOSTILE[0]!);
    const rest = { learningRate: 1, seconds: 1, samplesPerSecond: 1, inputWait: 0 };
    model.apply({ type: 'step', step: 1, epoch: 1, loss: 1, metrics: measures, ...rest });
    const message = decodeToMonitor(JSON.parse(JSON.stringify(new Feed().snapshot(model))));
    assert.ok(message);
    for (const name of HOSTILE) assert.ok(model.series.has(`train/${name}`), name);
  });
});
