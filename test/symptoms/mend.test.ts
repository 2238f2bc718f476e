/** From a symptom that a run told to a run without it, by one call of the command line. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SymptomEvent } from '../../engine/diagnosis/watch/watch';
import { decodeEvent, type EngineEvent } from '../../engine/process/protocol';
import { nabla } from '../command-line/nabla';

const eventsOf = (stdout: string): EngineEvent[] =>
  stdout
    .trim()
    .split('\n')
    .map((line) => {
      const event = decodeEvent(JSON.parse(line));
      assert.ok(event.ok, line);
      return event.value;
    });

const symptomsOf = (events: readonly EngineEvent[]): SymptomEvent[] =>
  events.filter((event): event is SymptomEvent => event.type === 'symptom' && !event.gone);

describe('a symptom and its fix', () => {
  let runs: string;
  beforeEach(() => {
    runs = mkdtempSync(join(tmpdir(), 'nabla-mend-'));
  });
  afterEach(() => {
    rmSync(runs, { recursive: true });
  });

  it('is told in the log and in text, and mended with --like and --fix', async () => {
    const small = ['data.samples=400', 'training.epochs=4', 'model.architecture=mlp', 'backend=cpu'];
    const wrong = [...small, 'data.normalize=none', 'optimizer.learningRate=1e-9', 'training.batchSize=16'];
    const set = wrong.flatMap((setting) => ['--set', setting]);
    const first = await nabla(['train', 'digits-cnn', ...set, '--runs', runs, '--json']);
    assert.equal(first.code, 0, first.stderr);
    const told = symptomsOf(eventsOf(first.stdout));
    assert.ok(
      told.some(({ id }) => id === 'updateRatio'),
      first.stdout,
    );
    const [run] = readdirSync(runs) as [string];
    const log = readFileSync(join(runs, run, 'events.jsonl'), 'utf8');
    assert.deepEqual(symptomsOf(eventsOf(log)), told);

    const again = await nabla(['train', '--like', run, '--fix', 'updateRatio', '--runs', runs, '--json']);
    assert.equal(again.code, 0, again.stderr);
    const [, mended] = readdirSync(runs).sort() as [string, string];
    const { optimizer, data } = JSON.parse(readFileSync(join(runs, mended, 'spec.json'), 'utf8')) as {
      optimizer: { learningRate: number };
      data: { normalize: string };
    };
    const { fixes } = told.findLast(({ id }) => id === 'updateRatio')!;
    assert.equal(optimizer.learningRate, fixes[0]!.changes['optimizer.learningRate']);
    assert.equal(data.normalize, 'none');
    assert.ok(!symptomsOf(eventsOf(again.stdout)).some(({ id }) => id === 'updateRatio'), again.stdout);

    const refusals: [args: string[], message: RegExp][] = [
      [['--like', run, '--fix', 'modeCollapse'], /showed no "modeCollapse"; it showed .*updateRatio/],
      [['--like', run, '--fix', 'updateRatio:9'], /"updateRatio" has no fix 9; it has 1 \(1: raise the learning rate/],
      [['--like', 'absent'], /no run's folder/],
      [['digits-cnn', '--fix', 'updateRatio'], /add --like RUN/],
      [['digits-cnn', '--like', run], /give one recipe or specification, or --like RUN/],
    ];
    for (const [args, message] of refusals) {
      const { code, stderr } = await nabla(['train', ...args, '--runs', runs]);
      assert.equal(code, 2, stderr);
      assert.match(stderr, message);
    }
  }).timeout(120_000);
});
