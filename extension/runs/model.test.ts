import assert from 'node:assert/strict';
import type { EngineEvent } from '../../engine/process/protocol';
import { RunModel } from './model';

const started = (step = 0): EngineEvent => ({
  type: 'started',
  run: 'r',
  folder: '/runs/r',
  title: 'digits',
  device: 'CPU',
  epochs: 2,
  stepsPerEpoch: 10,
  parameters: 100,
  step,
});

const step = (at: number, loss: number | null = 1 / at): EngineEvent => ({
  type: 'step',
  step: at,
  epoch: Math.ceil(at / 10),
  loss,
  metrics: { accuracy: 0.5 },
  learningRate: 0.001,
  seconds: at,
  samplesPerSecond: 64,
  inputWait: 0,
});

const epoch = (number: number, loss: number, accuracy: number): EngineEvent => ({
  type: 'epoch',
  step: number * 10,
  epoch: number,
  train: { loss: 0.1 },
  validation: { loss, accuracy },
  seconds: number * 10,
});

const symptom = (id: string, since: number, more: object = {}): EngineEvent => ({
  type: 'symptom',
  id,
  severity: 'warning',
  step: since + 3,
  since,
  layer: null,
  measured: 1,
  threshold: 0.5,
  message: `${id} shows`,
  why: 'relu',
  fixes: [{ title: 'lower the learning rate', changes: { 'optimizer.learningRate': 0.001 } }],
  gone: false,
  ...more,
});

const checkpoint: EngineEvent = { type: 'checkpoint', step: 10, path: 'checkpoints/10' };

function model(...events: EngineEvent[]): RunModel {
  const made = new RunModel('digits');
  for (const event of events) made.apply(event);
  return made;
}

describe("a run's model", () => {
  it('holds the symptoms that stand, the worst first, one a layer', () => {
    const shown = (...events: EngineEvent[]) =>
      model(started(), ...events).summary.symptoms.map(({ id, layer, severity }) => [id, layer, severity]);
    const [dead, worse] = [symptom('deadRelu', 2, { layer: 'a' }), symptom('notFinite', 4, { severity: 'error' })];
    assert.deepEqual(shown(dead, symptom('deadRelu', 3, { layer: 'b' }), worse), [
      ['notFinite', null, 'error'],
      ['deadRelu', 'a', 'warning'],
      ['deadRelu', 'b', 'warning'],
    ]);
    assert.deepEqual(shown(dead, symptom('deadRelu', 2, { layer: 'a', severity: 'error' })), [
      ['deadRelu', 'a', 'error'],
    ]);
    assert.deepEqual(shown(dead, worse, symptom('deadRelu', 2, { layer: 'a', gone: true })), [
      ['notFinite', null, 'error'],
    ]);
    assert.deepEqual(shown(dead, worse, started(3)), [['deadRelu', 'a', 'warning']]);
    assert.deepEqual(model(started(), dead).summary.symptoms[0]?.fixes, ['lower the learning rate']);
    const many = Array.from({ length: 30 }, (_, at) => symptom('deadRelu', 1, { layer: `${at}` }));
    assert.equal(shown(...many, worse).length, 20);
  });

  it('follows a run from its start to its end', () => {
    const { summary, series } = model(started(), step(1), step(5), epoch(1, 0.3, 0.8));
    assert.equal(summary.status, 'running');
    assert.equal(summary.steps, 20);
    assert.equal(summary.step, 10);
    assert.deepEqual(summary.metrics, { train: { loss: 0.1 }, validation: { loss: 0.3, accuracy: 0.8 } });
    assert.deepEqual([...series.keys()].sort(), [
      'train/accuracy',
      'train/loss',
      'validation/accuracy',
      'validation/loss',
    ]);
    assert.deepEqual(series.get('validation/loss')?.all(), [[10, 0.3, 0.3, 0.3]]);
  });

  it('estimates what is left from the steps of this process', () => {
    // 10 steps were done before; 5 steps took 15 s, 5 are left.
    assert.equal(model(started(10), step(15)).summary.secondsLeft, 15);
    assert.equal(model(started()).summary.secondsLeft, null);
  });

  it('keeps the best of validations within an epoch too', () => {
    const within: EngineEvent = {
      type: 'validation',
      step: 15,
      epoch: 2,
      validation: { loss: 0.1, fid: 3, nothing: null },
    };
    const { best } = model(started(), epoch(1, 0.2, 0.9), within, {
      ...within,
      step: 18,
      validation: { fid: 7 },
    }).summary;
    assert.deepEqual(best, {
      loss: { value: 0.1, epoch: 2 },
      accuracy: { value: 0.9, epoch: 1 },
      fid: { value: 3, epoch: 2 },
    });
  });

  it('keeps the best validation measure: the lowest loss, the highest accuracy', () => {
    const { best } = model(started(), epoch(1, 0.2, 0.9), epoch(2, 0.4, 0.7)).summary;
    assert.deepEqual(best, { loss: { value: 0.2, epoch: 1 }, accuracy: { value: 0.9, epoch: 1 } });
  });

  it('can be resumed after a stop or a crash when there is a checkpoint, and never after its end', () => {
    const metrics = { train: {}, validation: {}, test: {} };
    const done = (reason: 'finished' | 'stopped'): EngineEvent => {
      return { type: 'done', run: 'r', reason, epochs: 1, steps: 10, seconds: 1, metrics };
    };
    assert.equal(model(started(), checkpoint, done('stopped')).summary.resumable, true);
    assert.equal(model(started(), checkpoint, done('finished')).summary.resumable, false);
    assert.equal(model(started(), { type: 'error', code: 'x', message: 'why' }).summary.resumable, false);
    const failed = model(started(), checkpoint, { type: 'error', code: 'x', message: 'why' }).summary;
    assert.deepEqual([failed.status, failed.message, failed.resumable], ['failed', 'Why', true]);
  });

  it('knows the fixes of the symptoms that stand, and of no other', () => {
    const dead = symptom('deadRelu', 2, { layer: 'a' });
    const changes = { 'optimizer.learningRate': 0.001 };
    const fixes = [{ title: 'lower the learning rate', changes }];
    assert.deepEqual(model(started(), dead).fixesOf('deadRelu', 'a'), fixes);
    assert.deepEqual(model(started(), dead).fixesOf('deadRelu', null), []);
    const gone = symptom('deadRelu', 2, { layer: 'a', gone: true });
    assert.deepEqual(model(started(), dead, gone).fixesOf('deadRelu', 'a'), []);
  });

  it('offers half the present rate where the run waits since it left the finite numbers', () => {
    const live = new RunModel('t');
    live.starting();
    const paused = { type: 'paused', step: 3, reason: 'the loss is not finite' } as const;
    const tell = (...events: EngineEvent[]) => {
      for (const event of events) live.apply(event);
    };
    tell({ ...started(), learningRate: 0.8 } as EngineEvent, { type: 'paused', step: 1, reason: null });
    assert.equal(live.summary.lowerRate, null, 'somebody asked for this pause');
    tell({ type: 'resumed', step: 1 }, { type: 'learningRate', step: 2, learningRate: 0.2 });
    tell(symptom('notFinite', 4, { severity: 'error' }), paused);
    assert.deepEqual([live.summary.lowerRate, live.summary.message], [0.1, 'The loss is not finite']);
    tell({ type: 'resumed', step: 0 }, started(0));
    assert.deepEqual([live.summary.lowerRate, live.summary.symptoms], [null, []]);
  });

  it('can go on from a pause where its own window trains it, and nowhere else', () => {
    const live = new RunModel('t');
    live.starting();
    for (const event of [started(), { type: 'paused', step: 3, reason: null } as const]) live.apply(event);
    assert.deepEqual([live.summary.status, live.summary.resumable], ['paused', true]);
    live.apply({ type: 'resumed', step: 3 });
    assert.deepEqual([live.summary.status, live.summary.resumable], ['running', false]);
    assert.equal(model(started(), { type: 'paused', step: 3, reason: null }).summary.resumable, false);
  });

  it('keeps apart what a resume from an earlier step has left behind', () => {
    const resumed = model(started(), step(8), step(9), step(12), step(14), started(10), step(11));
    assert.deepEqual(
      resumed.series.get('train/loss')?.all().map(([at]) => at), // prettier-ignore
      [8, 9, 11],
    );
    assert.deepEqual(resumed.abandoned.get('train/loss~1')?.map(([at]) => at), [12, 14]); // prettier-ignore
    // 14 s before, and 11 s by the new process.
    assert.equal(resumed.summary.seconds, 25);
  });

  it('says how a run that was cut off can go on', () => {
    const run = model(started(), checkpoint);
    run.cutOff('failed', 'The engine was killed.');
    assert.equal(run.summary.message, 'The engine was killed. Resume goes on from the last checkpoint.');
    const young = model(started());
    young.cutOff('failed', 'The engine was killed.');
    assert.equal(young.summary.message, 'The engine was killed. No checkpoint was made yet.');
  });

  it('takes a measure named like a property of every object', () => {
    const odd: EngineEvent = { ...(step(1) as Extract<EngineEvent, { type: 'step' }>), metrics: { constructor: 1 } };
    assert.deepEqual(model(started(), odd).series.get('train/constructor')?.all(), [[1, 1, 1, 1]]);
    const { best } = model(started(), { ...epoch(1, 1, 1), validation: { constructor: 2 } } as EngineEvent).summary;
    assert.deepEqual(Object.entries(best), [['constructor', { value: 2, epoch: 1 }]]);
  });
});
