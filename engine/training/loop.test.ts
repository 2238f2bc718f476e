/** What the loop does between steps, on the reference: validations, early stopping, pauses, a rate set live, batches. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineEvent } from '../process/protocol';
import { loadCheckpoint, type Checkpoint } from '../storage/checkpoint';
import { latestCheckpoint, listCheckpoints } from '../storage/checkpoints';
import { Control } from './control';
import { train } from './session';

type Of<T extends EngineEvent['type']> = Extract<EngineEvent, { type: T }>;

const tiny = {
  backend: 'reference',
  'data.samples': 60,
  'model.architecture': 'mlp',
  'model.params': { units: [8] },
  'training.epochs': 3,
  'training.batchSize': 8,
};

/** Of 60 samples 5 are for validation and 6 for the test: seven batches an epoch. */
const STEPS_PER_EPOCH = 7;

/** Milliseconds. */
const PAUSE = 300;

describe('the training loop', () => {
  let runs: string;
  beforeEach(() => {
    runs = mkdtempSync(join(tmpdir(), 'nabla-loop-'));
  });
  afterEach(() => {
    rmSync(runs, { recursive: true });
  });

  async function run(overrides: object, ask?: (event: EngineEvent, control: Control) => void, resume?: string) {
    const events: EngineEvent[] = [];
    const control = new Control();
    const emit = (event: EngineEvent) => {
      events.push(event);
      ask?.(event, control);
    };
    const request = { source: 'digits-cnn', overrides: { ...tiny, ...overrides }, runs, resume: resume ?? null };
    await train(request, { emit, control });
    const of = <T extends EngineEvent['type']>(type: T) =>
      events.filter((event): event is Of<T> => event.type === type);
    const checkpoints = join(of('started')[0]!.folder, 'checkpoints');
    return { events, of, checkpoints, done: of('done')[0]!, end: latestCheckpoint(checkpoints).checkpoint };
  }

  const scored = (checkpoints: string): Checkpoint[] =>
    listCheckpoints(checkpoints).map((path) => loadCheckpoint(path));

  it('validates within an epoch, changes nothing by it, and keeps the best', async () => {
    const plain = await run({});
    const often = await run({ 'training.validateEvery': 3 });
    assert.deepEqual(
      often.of('validation').map(({ step, epoch }) => [step, epoch]),
      [3, 6, 9, 12, 15, 18].map((step) => [step, Math.ceil(step / STEPS_PER_EPOCH)]),
    );
    assert.deepEqual(often.end.weights, plain.end.weights);
    const best = Math.min(...often.of('validation').map(({ validation }) => validation.loss!));
    assert.ok(scored(often.checkpoints).some(({ score }) => score !== null && score <= best));
  });

  it('ends early where the validation loss no longer falls, and goes back to the best weights', async () => {
    const { of, done, checkpoints } = await run({
      'training.epochs': 50,
      'training.earlyStopping': { patience: 2 },
      'training.checkpoints.best': false,
      'optimizer.learningRate': 0.2,
    });
    const losses = of('epoch').map(({ validation }) => validation.loss!);
    const best = losses.indexOf(Math.min(...losses));
    assert.equal(losses.length, best + 3);
    assert.equal(done.reason, 'finished');
    assert.equal(done.metrics.validation.loss, losses[best]);
    assert.match(of('notice').at(-1)!.message, new RegExp(`step ${(best + 1) * STEPS_PER_EPOCH} are back`));
    assert.ok(scored(checkpoints).some(({ step }) => step === (best + 1) * STEPS_PER_EPOCH));
  });

  it('resumed, early stopping remembers', async () => {
    const settings = {
      'training.epochs': 50,
      'training.earlyStopping': { patience: 2 },
      'optimizer.learningRate': 0.2,
      'optimizer.schedule': { type: 'plateau', patience: 0, factor: 0.9 },
    };
    const whole = await run(settings);
    const half = await run({ ...settings, name: 'half' }, (event, control) => {
      if (event.type === 'epoch' && event.epoch === 2) control.stop();
    });
    const { run: name } = half.done;
    const rest = await run({}, undefined, name);
    assert.deepEqual(rest.done.metrics, whole.done.metrics);
    assert.deepEqual(rest.end, whole.end);
  });

  it('refuses to watch a validation loss that there is not', async () => {
    const none = { 'data.validation': 0 };
    await assert.rejects(run({ ...none, 'training.earlyStopping': {} }), /earlyStopping watches the validation loss/);
    const plateau = { 'optimizer.schedule': { type: 'plateau' } };
    await assert.rejects(run({ ...none, ...plateau }), /schedule "plateau" watches the validation loss/);
  });

  it('pauses with everything saved, goes on to the same bits, and does not count the pause', async () => {
    const plain = await run({});
    const start = performance.now();
    const paused = await run({}, (event, control) => {
      if (event.type === 'epoch' && event.epoch === 1) control.pause();
      if (event.type === 'paused') setTimeout(() => { control.resume(); }, PAUSE); // prettier-ignore
    });
    const all = (performance.now() - start) / 1000;
    assert.ok(all - paused.done.seconds >= PAUSE / 1000, `${paused.done.seconds} of ${all} s`);
    const order = paused.events.map(({ type }) => type).filter((type) => type === 'paused' || type === 'resumed');
    assert.deepEqual(order, ['paused', 'resumed']);
    assert.deepEqual(paused.of('paused')[0]!.step, STEPS_PER_EPOCH);
    assert.deepEqual(paused.end, plain.end);
  });

  it('stops out of a pause', async () => {
    const { done } = await run({}, (event, control) => {
      if (event.type === 'epoch') control.pause();
      if (event.type === 'paused') control.stop();
    });
    assert.deepEqual([done.reason, done.steps], ['stopped', STEPS_PER_EPOCH]);
  });

  it('takes another learning rate while it trains: told, used, and kept by a resumed run', async () => {
    const live = await run({ 'optimizer.schedule': { type: 'constant' } }, (event, control) => {
      if (event.type === 'epoch' && event.epoch === 1) control.setLearningRate(0.5);
      if (event.type === 'epoch' && event.epoch === 2) control.stop();
    });
    assert.deepEqual(
      live.of('learningRate').map(({ step, learningRate }) => [step, learningRate]),
      [[STEPS_PER_EPOCH, 0.5]],
    );
    assert.equal(live.of('step').at(-1)!.learningRate, 0.5);
    const rest = await run({}, undefined, live.done.run);
    assert.equal(rest.of('step').at(-1)!.learningRate, 0.5);
  });

  it('proposes learning rates from the one set live, in a resumed run too', async () => {
    const watched = { 'training.probeEvery': 1, 'diagnosis.updateRatio': { patience: 1 } };
    const live = await run(watched, (event, control) => {
      if (event.type === 'epoch' && event.epoch === 1) control.setLearningRate(0.5);
      if (event.type === 'step' && event.step > STEPS_PER_EPOCH) control.stop();
    });
    const rest = await run({}, undefined, live.done.run);
    const titles = [live, rest].map(({ of }) =>
      of('symptom').flatMap(({ step, fixes }) => (step > STEPS_PER_EPOCH ? fixes.map(({ title }) => title) : [])),
    );
    for (const told of titles) {
      const rates = told.filter((title) => title.includes('the learning rate from'));
      assert.ok(rates.length > 0 && rates.every((title) => title.includes('from 0.5 to')), String(rates));
    }
  });

  it('takes a rate that was set in a pause from the first step after it on', async () => {
    const live = await run({ 'optimizer.schedule': { type: 'constant' } }, (event, control) => {
      if (event.type === 'epoch' && event.epoch === 1) control.pause();
      if (event.type !== 'paused') return;
      control.setLearningRate(0.5);
      control.resume();
    });
    assert.deepEqual(live.of('learningRate')[0], { type: 'learningRate', step: STEPS_PER_EPOCH, learningRate: 0.5 });
    const after = live.of('step').find(({ step }) => step > STEPS_PER_EPOCH)!;
    assert.equal(after.learningRate, 0.5);
  });

  it('tells no rate that no step was taken with: what is told is what a resumed run has', async () => {
    const stopped = await run({}, (event, control) => {
      if (event.type !== 'epoch') return;
      control.setLearningRate(0.5);
      control.stop();
    });
    assert.deepEqual(stopped.of('learningRate'), []);
    const rest = await run({}, undefined, stopped.done.run);
    assert.ok(rest.of('step').every(({ learningRate }) => learningRate < 0.01));
  });

  it('a resumed run goes on counting its seconds', async () => {
    const half = await run({}, (event, control) => {
      if (event.type === 'epoch' && event.epoch === 2) control.stop();
    });
    const rest = await run({}, undefined, half.done.run);
    const { seconds } = JSON.parse(readFileSync(join(rest.checkpoints, '../summary.json'), 'utf8')) as {
      seconds: number;
    };
    assert.ok(Math.abs(seconds - half.done.seconds - rest.done.seconds) < 1e-9);
  });

  it('where the best checkpoint is damaged, goes back to the next best and says so', async () => {
    let checkpoints = '';
    const settings = {
      'training.epochs': 3,
      'training.earlyStopping': { patience: 50 },
      'optimizer.learningRate': 0.001,
    };
    const { of, done } = await run(settings, (event) => {
      if (event.type === 'started') checkpoints = join(event.folder, 'checkpoints');
      if (event.type !== 'checkpoint' || event.step !== 3 * STEPS_PER_EPOCH) return;
      const [latest] = listCheckpoints(checkpoints);
      truncateSync(join(latest!, 'weights.safetensors'), 30);
    });
    const messages = of('notice').map(({ message }) => message);
    assert.match(messages[0]!, /is damaged/);
    assert.match(messages[1]!, new RegExp(`step ${2 * STEPS_PER_EPOCH} are back`));
    assert.equal(done.reason, 'finished');
  });

  it('leaves no folder where what is watched is not there', async () => {
    await assert.rejects(run({ 'data.validation': 0, 'training.earlyStopping': {} }), /earlyStopping/);
    assert.deepEqual(readdirSync(runs), []);
  });

  it('takes all samples at once, or one by one', async () => {
    const full = await run({ 'training.batchSize': 'full' });
    assert.deepEqual([full.of('started')[0]!.stepsPerEpoch, full.done.steps], [1, 3]);
    const single = await run({ 'training.batchSize': 1, 'training.epochs': 1, 'data.samples': 20 });
    assert.equal(single.done.steps, 16);
  });

  it('penalties shrink the weights that they are on, and are no part of the reported loss', async () => {
    const norm = ({ weights }: Checkpoint, name: string) => Math.hypot(...weights.get(name)!.values);
    const plain = await run({ 'training.epochs': 6 });
    for (const penalty of ['l1', 'l2']) {
      const held = await run({ 'training.epochs': 6, [`regularization.${penalty}`]: 0.05 });
      assert.ok(norm(held.end, 'dense1/kernel') < 0.9 * norm(plain.end, 'dense1/kernel'), penalty);
      assert.ok(Math.abs(held.of('epoch')[0]!.train.loss! - plain.of('epoch')[0]!.train.loss!) < 0.5, penalty);
    }
  });
});
