/** Fault 9: a loss that is not finite pauses a run that someone attends; it goes back, and on with another rate. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineEvent } from '../../engine/process/protocol';
import { latestCheckpoint, listCheckpoints } from '../../engine/storage/checkpoints';
import { readEvents } from '../../engine/storage/event-log';
import { Control } from '../../engine/training/control';
import { train } from '../../engine/training/session';

type Of<T extends EngineEvent['type']> = Extract<EngineEvent, { type: T }>;

const RATE = 0.05;

/** Seven steps an epoch. */
const overrides = {
  backend: 'reference',
  'data.samples': 60,
  'model.architecture': 'mlp',
  'model.params': { units: [8] },
  'optimizer.type': 'sgd',
  'optimizer.momentum': 0.9,
  'optimizer.learningRate': RATE,
  'optimizer.schedule': { type: 'constant' },
  'training.epochs': 3,
  'training.batchSize': 8,
};

/** One step at this rate, and no weight is fit for another. */
const RUINOUS = 1e30;

type On = (event: EngineEvent, control: Control) => void;

describe('a run that leaves the finite numbers', () => {
  let runs: string;
  /** Those that were told to be set live. */
  let rates: number[];
  beforeEach(() => {
    rates = [];
    runs = mkdtempSync(join(tmpdir(), 'nabla-not-finite-'));
  });
  afterEach(() => {
    rmSync(runs, { recursive: true });
  });

  async function run(on: On, more: object = {}, attended = true) {
    const control = new Control();
    const events: EngineEvent[] = [];
    const emit = (event: EngineEvent) => {
      events.push(event);
      on(event, control);
    };
    const name = `run-${readdirSync(runs).length}`;
    const request = { source: 'digits-cnn', overrides: { ...overrides, name, ...more }, runs, resume: null };
    await train(request, { emit, control, attended });
    const of = <T extends EngineEvent['type']>(type: T) =>
      events.filter((event): event is Of<T> => event.type === type);
    const { folder } = of('started')[0]!;
    const checkpoints = join(folder, 'checkpoints');
    return {
      of,
      events,
      folder,
      checkpoints,
      end: () => latestCheckpoint(checkpoints).checkpoint,
      done: of('done')[0]!,
    };
  }

  const resumeAt =
    (rate: number | null): On =>
    (event, control) => {
      if (event.type !== 'paused') return;
      setImmediate(() => {
        if (rate !== null) control.setLearningRate(rate);
        control.resume();
      });
    };

  const undisturbed = () => run(() => undefined);

  it('pauses before its first checkpoint, says why, and begins anew at the rate that it is given', async () => {
    const plain = await undisturbed();
    const { of, end, done } = await run(resumeAt(RATE), { 'optimizer.learningRate': RUINOUS });
    assert.deepEqual(of('paused').map(({ step, reason }) => [step, reason !== null]), [[1, true]]); // prettier-ignore
    assert.match(
      of('paused')[0]!.reason!,
      /^the loss is not finite at step 2, first in the outputs of layer logits; lower the learning rate and resume: it begins anew$/,
    );
    assert.deepEqual(of('resumed').map(({ step }) => step), [0]); // prettier-ignore
    assert.deepEqual(of('started').map(({ step }) => step), [0, 0]); // prettier-ignore
    assert.deepEqual(of('symptom').filter(({ id }) => id === 'notFinite').map(({ since }) => since), [2]); // prettier-ignore
    assert.deepEqual([done.reason, done.steps, done.metrics], ['finished', 21, plain.done.metrics]);
    assert.deepEqual(end(), plain.end());
  });

  it('goes on from its last checkpoint, slots and all, to the bits of a run that never met it', async () => {
    const plain = await undisturbed();
    const { of, end, folder, events } = await run((event, control) => {
      if (event.type === 'epoch' && event.epoch === 1 && !rates.length) control.setLearningRate(RUINOUS);
      if (event.type === 'learningRate') rates.push(event.learningRate);
      resumeAt(RATE)(event, control);
    });
    assert.deepEqual(rates, [RUINOUS, RATE]);
    assert.match(of('paused')[0]!.reason!, /goes on from the checkpoint of step 7$/);
    assert.deepEqual(of('started').map(({ step }) => step), [0, 7]); // prettier-ignore
    assert.deepEqual(end(), plain.end());
    assert.deepEqual([...readEvents(folder)], events);
  });
  it('resumed as it was pauses again at the same step, with the rate that was set live', async () => {
    let pauses = 0;
    const { of, done } = await run((event, control) => {
      if (event.type === 'epoch' && event.epoch === 1) control.setLearningRate(RUINOUS);
      if (event.type === 'paused') pauses++;
      resumeAt(pauses < 3 ? null : RATE)(event, control);
    });
    assert.deepEqual(of('paused').map(({ step }) => step), [8, 8, 8]); // prettier-ignore
    assert.deepEqual(of('learningRate').map(({ learningRate }) => learningRate), [RUINOUS, RUINOUS, RUINOUS, RATE]); // prettier-ignore
    assert.equal(done.reason, 'finished');
  });

  it('whose last checkpoint leads there at a lower rate, too, goes back to the one before', async () => {
    const often = { 'training.checkpoints.everySteps': 1 };
    const plain = await run(() => undefined, often);
    const { of, end, checkpoints } = await run((event, control) => {
      // What is saved behind step 4 comes of one ruinous step.
      if (event.type === 'checkpoint' && event.step === 3 && rates.length === 0) control.setLearningRate(RUINOUS);
      if (event.type === 'learningRate') rates.push(event.learningRate);
      resumeAt(RATE)(event, control);
    }, often);
    assert.deepEqual(rates, [RUINOUS, RATE, RATE]);
    assert.deepEqual(of('started').map(({ step }) => step), [0, 4, 3]); // prettier-ignore
    assert.deepEqual(end(), plain.end());
    assert.equal(listCheckpoints(checkpoints).length, listCheckpoints(plain.checkpoints).length);
  });

  it('is stopped in that pause with the last finite checkpoint as it was', async () => {
    const { done, end, folder } = await run((event, control) => {
      if (event.type === 'epoch') control.setLearningRate(RUINOUS);
      if (event.type === 'paused') control.stop();
    });
    assert.equal(done.reason, 'stopped');
    assert.equal(end().step, 7);
    const summary = JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8')) as { status: string };
    assert.equal(summary.status, 'stopped');
  });

  it('ends where nobody attends, or where it was to stop', async () => {
    const ruinous = { 'optimizer.learningRate': RUINOUS };
    const stops: On = (event, control) => {
      if (event.type === 'symptom' && event.id === 'notFinite') control.stop();
    };
    await assert.rejects(run(stops, ruinous), { code: 'loss-not-finite', kind: 'run' });
    await assert.rejects(run(() => undefined, ruinous, false), { code: 'loss-not-finite', kind: 'run' }); // prettier-ignore
  });
});
