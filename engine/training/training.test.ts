/** Runs on the reference, where every number is exact: seeds, resuming, stopping, what goes wrong. */
import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeEvent, type EngineEvent } from '../process/protocol';
import type { Checkpoint } from '../storage/checkpoint';
import { latestCheckpoint } from '../storage/checkpoints';
import { readEvents } from '../storage/event-log';
import { Control } from './control';
import { Network } from './network';
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

/** Who looks more sees more. */
const withoutDiagnosis = ({ progress, ...checkpoint }: Checkpoint) => ({
  ...checkpoint,
  progress: Object.fromEntries(Object.entries(progress).filter(([name]) => !name.startsWith('diagnosis/'))),
});

describe('a training session', () => {
  let runs: string;
  beforeEach(() => {
    runs = mkdtempSync(join(tmpdir(), 'nabla-session-'));
  });
  afterEach(() => {
    rmSync(runs, { recursive: true });
  });

  /** Runs to the end, or until `stopAt` says so; the events it told. */
  async function session(overrides: object, resume: string | null = null, stopAt?: (event: EngineEvent) => boolean) {
    const control = new Control();
    const events: EngineEvent[] = [];
    const emit = (event: EngineEvent) => {
      events.push(event);
      if (stopAt?.(event)) control.stop();
    };
    await train({ source: 'digits-cnn', overrides: { ...tiny, ...overrides }, runs, resume }, { emit, control });
    const started = events.find((event): event is Of<'started'> => event.type === 'started')!;
    const done = events.at(-1) as Of<'done'>;
    assert.equal(done.type, 'done');
    return {
      events,
      folder: started.folder,
      started,
      done,
      end: latestCheckpoint(join(started.folder, 'checkpoints')).checkpoint,
    };
  }

  it('leaves a folder that others can read', async () => {
    const { folder, done, events } = await session({});
    const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, unknown>;
    // TensorBoard's file is called after the time and the machine.
    const files = readdirSync(folder).map((name) => name.replace(/(?<=\.tfevents)\..*/, ''));
    assert.deepEqual(files.sort(), [
      'checkpoints',
      'events.jsonl',
      'events.out.tfevents',
      'log.txt',
      'signature.json',
      'spec.json',
      'summary.json',
    ]);
    assert.equal((read('spec.json').training as { seed: number }).seed, 1);
    assert.equal(read('summary.json').status, 'finished');
    assert.deepEqual(read('summary.json').metrics, done.metrics);
    assert.deepEqual([...readEvents(folder)], events);
    assert.deepEqual([done.steps, done.epochs, Object.keys(done.metrics.test)], [21, 3, ['loss', 'accuracy']]);
  });

  it('is a function of its seed', async () => {
    const [first, second, other] = [await session({}), await session({}), await session({ 'training.seed': 2 })];
    assert.deepEqual(first.end, second.end);
    assert.deepEqual(first.done.metrics, second.done.metrics);
    assert.notDeepEqual(first.end.weights, other.end.weights);
  });

  for (const optimizer of ['adam', 'sgd']) {
    it(`stopped anywhere and resumed, it ends as if it had never stopped (${optimizer})`, async () => {
      const settings = {
        'optimizer.type': optimizer,
        'optimizer.schedule.type': 'cosine',
        'training.checkpoints.everySteps': 2,
      };
      const whole = await session({ ...settings, ...(optimizer === 'sgd' && { 'optimizer.momentum': 0.9 }) });
      for (const stop of [1, 4, 7, 10, 14]) {
        const stopped = await session(
          { ...settings, ...(optimizer === 'sgd' && { 'optimizer.momentum': 0.9 }) },
          null,
          (event) => (event.type === 'checkpoint' && event.step >= stop) || stop === 1,
        );
        assert.equal(stopped.done.reason, 'stopped');
        const resumed = await session({}, stopped.folder);
        assert.equal(resumed.started.step, stopped.end.step);
        assert.deepEqual(resumed.end, whole.end);
        assert.deepEqual(resumed.done.metrics, whole.done.metrics);
      }
    });
  }

  it('stopped and resumed with dropout and batches in parts, it ends as if it had never stopped', async () => {
    const settings = {
      'model.params': { units: [8], dropout: 0.5 },
      'training.accumulate': 3,
      'training.checkpoints.everySteps': 5,
    };
    const whole = await session(settings);
    const stopped = await session(settings, null, (event) => event.type === 'checkpoint' && event.step >= 10);
    assert.equal(stopped.end.step, 10);
    const resumed = await session({}, stopped.folder);
    assert.deepEqual(resumed.end, whole.end);
    assert.deepEqual(resumed.done.metrics, whole.done.metrics);
  });

  it('stopped and resumed with altered and mixed samples, it ends as if it had never stopped', async () => {
    const settings = {
      'data.augment': [{ type: 'rotate' }, { type: 'crop', padding: 2 }, { type: 'mixup', alpha: 1 }],
      'training.checkpoints.everySteps': 5,
    };
    const whole = await session(settings);
    const stopped = await session(settings, null, (event) => event.type === 'checkpoint' && event.step >= 10);
    assert.equal(stopped.end.step, 10);
    const resumed = await session({}, stopped.folder);
    assert.deepEqual(resumed.end, whole.end);
    assert.deepEqual(resumed.done.metrics, whole.done.metrics);
    assert.notDeepEqual((await session({})).end.weights, whole.end.weights);
  });

  it('refuses an augmentation that does not fit the data, before a folder is made', async () => {
    const shift = { 'data.augment': [{ type: 'timeShift' }] };
    await assert.rejects(session(shift), { code: 'wrong-augmentation', message: /data\.augment\[0\] \(timeShift\)/ });
    assert.deepEqual(readdirSync(runs), []);
  });

  it('logs what probes see, which changes nothing', async () => {
    const [plain, probed] = [await session({ 'training.probeEvery': 0 }), await session({ 'training.probeEvery': 5 })];
    const isProbe = (event: object): event is Of<'probe'> => 'type' in event && event.type === 'probe';
    const probes = [...readEvents(probed.folder)].filter(isProbe);
    assert.deepEqual(probes, probed.events.filter(isProbe));
    assert.deepEqual(
      probes.map(({ step, epoch }) => [step, epoch]),
      [1, 6, 11, 16, 21].map((step) => [step, Math.ceil(step / 7)]),
    );
    for (const probe of probes) {
      assert.ok(decodeEvent(probe).ok);
      assert.deepEqual(
        probe.layers.map(({ layer }) => layer),
        ['flatten', 'dense1', 'logits'],
      );
      const norms = probe.weights.map(({ gradientNorm }) => gradientNorm!);
      assert.ok(Math.abs(Math.hypot(...norms) - probe.gradientNorm!) < 1e-5);
    }
    assert.deepEqual(withoutDiagnosis(probed.end), withoutDiagnosis(plain.end));
    assert.ok(!readFileSync(join(probed.folder, 'log.txt'), 'utf8').includes('gradientNorm'));
    assert.ok(!plain.events.some(isProbe));
  });

  it('leaves no tensors behind, so that a process can serve one run after another', async () => {
    await session({});
    const { numTensors } = tf.memory();
    await session({});
    assert.equal(tf.memory().numTensors, numTensors);
  });

  it('writes nothing where the request is wrong', async () => {
    const wrong = [
      { 'data.samples': 1 },
      { 'data.path': '/absent' },
      { 'model.architecture': 'cnn', 'model.params': { filters: [2, 2, 2, 2, 2] } },
      // What the platform's package of onnxruntime does not have.
      { backend: process.platform === 'win32' ? 'coreml' : 'directml' },
    ];
    for (const overrides of wrong) await assert.rejects(session(overrides), { name: 'Problem', kind: 'input' });
    assert.deepEqual(readdirSync(runs), []);
  });

  it('refuses mixed precision where the device has none: which device, why, what to do', async () => {
    for (const [backend, title] of [
      ['reference', 'tfjs CPU reference .slow and exact.: it computes with'],
      ['cpu', 'onnxruntime CPU, .*: it multiplies float16 no faster'],
    ] as const) {
      await assert.rejects(session({ backend, 'training.precision': 'mixed' }), {
        code: 'precision-unavailable',
        kind: 'input',
        message: new RegExp(`^training.precision cannot be "mixed" on ${title}.*; set it to "float32", or choose`),
      });
    }
    assert.deepEqual(readdirSync(runs), []);
  });

  it('keeps the last finite checkpoint where the loss explodes, and says where', async () => {
    const overrides = { 'optimizer.type': 'sgd', 'optimizer.learningRate': 1e30 };
    await assert.rejects(session(overrides), {
      code: 'loss-not-finite',
      kind: 'run',
      message: /step 2, first in the outputs of layer logits; lower/,
    });
    const [name] = readdirSync(runs);
    const summary = JSON.parse(readFileSync(join(runs, name!, 'summary.json'), 'utf8')) as { status: string };
    assert.equal(summary.status, 'failed');
    assert.ok(!existsSync(join(runs, name!, 'lock')));
  });

  it('pauses where someone attends: goes back to the last checkpoint with a lower rate, or before it, or stops', async () => {
    const overrides = { ...tiny, 'optimizer.type': 'sgd', 'optimizer.learningRate': 0.1, 'training.checkpoints.everySteps': 2, 'training.checkpoints.keep': 5 }; // prettier-ignore
    const quiet = await session(overrides);
    /** The rate explodes after step 4; `then` answers each pause. */
    async function exploding(then: (control: Control) => void) {
      const control = new Control();
      const events: EngineEvent[] = [];
      const has = (type: EngineEvent['type']) => events.some((event) => event.type === type);
      const emit = (event: EngineEvent) => {
        if (event.type === 'checkpoint' && event.step === 4 && !has('paused')) control.setLearningRate(1e30);
        events.push(event);
        if (event.type === 'paused') {
          setImmediate(() => {
            then(control);
          });
        }
      };
      await train({ source: 'digits-cnn', overrides, runs, resume: null }, { emit, control, attended: true });
      const { folder } = events.find((event): event is Of<'started'> => event.type === 'started')!;
      const of = <T extends EngineEvent['type']>(type: T) =>
        events.filter((event): event is Of<T> => event.type === type);
      return { events, of, kept: () => latestCheckpoint(join(folder, 'checkpoints')).checkpoint };
    }

    const mended = await exploding((control) => {
      control.setLearningRate(0.1);
      control.resume();
    });
    const pauses = mended.of('paused');
    for (const { reason } of pauses)
      assert.match(reason!, /not finite at step \d+, first in .*; lower the learning rate and resume/);
    assert.ok(pauses.length >= 1 && pauses.length <= 2, String(pauses.length));
    assert.equal(mended.of('resumed').at(-1)!.step, 4);
    assert.ok(mended.of('symptom').some(({ id }) => id === 'notFinite'));
    assert.deepEqual([mended.kept().step, mended.kept().weights], [quiet.end.step, quiet.end.weights]);

    const stopped = await exploding((control) => {
      control.stop();
    });
    assert.equal(stopped.of('done')[0]!.reason, 'stopped');
    assert.equal(stopped.of('resumed').length, 0);
    const kept = stopped.kept();
    assert.ok(kept.step <= stopped.of('paused')[0]!.step);
    assert.ok([...kept.weights.values()].every(({ values }) => values.every(Number.isFinite)));
  });

  it('stopped in a validation, it ends as if it had never stopped: in the middle of an epoch, and at its end', async () => {
    const overrides = { ...tiny, 'data.samples': 800, 'data.validation': 0.64, 'training.epochs': 2, 'training.validateEvery': 3, 'training.batchSize': 32 }; // prettier-ignore
    const whole = await session(overrides);
    const told = (events: EngineEvent[]) =>
      events.flatMap((event) =>
        event.type === 'epoch' || event.type === 'validation' ? [{ ...event, seconds: 0 }] : [],
      );
    /** Stops between two batches of the nth validation: 512 samples are evaluated in 2. */
    async function stoppedIn(nth: number) {
      const control = new Control();
      const events: EngineEvent[] = [];
      const evaluate = Object.getOwnPropertyDescriptor(Network.prototype, 'evaluate')!.value as Network['evaluate'];
      let calls = 0;
      Network.prototype.evaluate = function (...args) {
        if (++calls === 2 * nth - 1) control.stop();
        return evaluate.apply(this, args);
      };
      const emit = (event: EngineEvent) => events.push(event);
      await train({ source: 'digits-cnn', overrides, runs, resume: null }, { emit, control });
      Network.prototype.evaluate = evaluate;
      const { folder } = events.find((event): event is Of<'started'> => event.type === 'started')!;
      return { events, folder };
    }
    const validations = told(whole.events);
    const firstEnd = validations.findIndex(({ type }) => type === 'epoch') + 1;
    assert.ok(firstEnd > 1 && validations.at(-1)!.type === 'epoch');
    for (const nth of [1, firstEnd, firstEnd + 1, validations.length]) {
      const half = await stoppedIn(nth);
      const { reason, epochs } = half.events.at(-1) as Of<'done'>;
      const ended = half.events.filter(({ type }) => type === 'epoch').length;
      assert.deepEqual([reason, epochs], ['stopped', ended], String(nth));
      const rest = await session({}, half.folder);
      assert.deepEqual(rest.done.metrics, whole.done.metrics, String(nth));
      assert.deepEqual(told([...half.events, ...rest.events]), told(whole.events), String(nth));
      assert.deepEqual(rest.end.weights, whole.end.weights);
    }
  });

  it('refuses to resume on other data, and what is no run', async () => {
    const { folder } = await session({}, null, () => true);
    const spec = join(folder, 'spec.json');
    writeFileSync(spec, readFileSync(spec, 'utf8').replace('"samples": 60', '"samples": 61'));
    await assert.rejects(session({}, folder), { code: 'data-changed' });
    await assert.rejects(session({}, runs), { code: 'unknown-run' });
    await assert.rejects(session({}, '../x'), { code: 'unknown-run' });
  });

  it('refuses to resume into another model, naming the differences', async () => {
    const { folder } = await session({}, null, () => true);
    const spec = join(folder, 'spec.json');
    writeFileSync(spec, readFileSync(spec, 'utf8').replace(/"units": \[\s*8\s*\]/, '"units": [9]'));
    await assert.rejects(session({}, folder), {
      code: 'other-architecture',
      message: /dense1\/kernel is \[784, 8\] there, \[784, 9\] here/,
    });
  });
});
