/** The engine's process, forked as its host forks it: bundled as it is shipped, spoken to over its own pipe. */
import assert from 'node:assert/strict';
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { decodeEvent, type EngineEvent, type EngineRequest } from '../../engine/process/protocol';
import { isAlive } from '../../engine/storage/alive';
import { bundle } from '../command-line/nabla';

type Of<T extends EngineEvent['type']> = Extract<EngineEvent, { type: T }>;

const overrides = {
  'data.samples': 120,
  'model.architecture': 'mlp',
  'model.params': { units: [8] },
  'training.epochs': 2,
  'training.batchSize': 16,
};

/** Milliseconds in which a run that is not paused takes many steps. */
const PAUSE = 300;

class Engine {
  readonly events: EngineEvent[] = [];
  readonly child: ChildProcess;
  readonly closed: Promise<number | null>;

  constructor(program: string) {
    this.child = fork(program, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.child.on('message', (message) => {
      const event = decodeEvent(message);
      assert.ok(event.ok, JSON.stringify(message));
      this.events.push(event.value);
    });
    this.closed = new Promise((settle) => this.child.on('exit', settle));
  }

  send(request: EngineRequest | object): void {
    this.child.send(request);
  }

  /** The next event of a type after those seen so far. */
  async next<T extends EngineEvent['type']>(type: T, from = 0): Promise<Of<T>> {
    for (;;) {
      const found = this.events.slice(from).find((event): event is Of<T> => event.type === type);
      if (found) return found;
      await wait(5);
    }
  }
}

describe("the engine's process", function () {
  this.timeout(60_000);
  let program: string;
  let runs: string;
  let engine: Engine;
  before(async () => {
    program = await bundle('engine/process/main.ts', 'engine');
  });
  beforeEach(async () => {
    runs = mkdtempSync(join(tmpdir(), 'nabla-engine-'));
    engine = new Engine(program);
    await engine.next('ready');
  });
  afterEach(async () => {
    engine.child.kill('SIGKILL');
    await engine.closed;
    rmSync(runs, { recursive: true });
  });

  const request = (more: object = {}, resume: string | null = null): EngineRequest => ({
    type: 'train',
    source: 'digits-cnn',
    overrides: { ...overrides, ...more },
    runs,
    resume,
  });
  const summary = () =>
    JSON.parse(readFileSync(join(runs, readdirSync(runs)[0]!, 'summary.json'), 'utf8')) as { status: string };

  it('tells its version and its recipes', async () => {
    assert.equal((await engine.next('ready')).version, 1);
    engine.send({ type: 'list' });
    const { recipes } = await engine.next('catalogue');
    assert.equal(recipes[0]!.id, 'digits-cnn', 'what a form shows first needs no files');
    assert.ok(recipes.some(({ id, defaults }) => id === 'digits-cnn' && defaults.epochs > 0));
  });

  it('trains, answers pings between steps, stops, and goes on', async () => {
    engine.send(request({ 'training.epochs': 1000 }));
    await engine.next('step');
    engine.send({ type: 'ping', at: 42 });
    assert.equal((await engine.next('pong')).at, 42);
    engine.send({ type: 'stop' });
    const done = await engine.next('done');
    assert.equal(done.reason, 'stopped');
    const seen = engine.events.length;
    engine.send(request({}, done.run));
    assert.equal((await engine.next('started', seen)).step, done.steps);
    engine.send({ type: 'stop' });
    assert.equal((await engine.next('done', seen)).reason, 'stopped');
  });

  it('pauses with everything saved, takes no step until it is resumed, and then goes on', async () => {
    engine.send(request({ 'training.epochs': 1000 }));
    await engine.next('step');
    engine.send({ type: 'pause' });
    const { step } = await engine.next('paused');
    const seen = engine.events.findIndex(({ type }) => type === 'paused') + 1;
    assert.ok(engine.events.some((event) => event.type === 'checkpoint' && event.step === step));
    await wait(PAUSE);
    engine.send({ type: 'ping', at: 7 });
    await engine.next('pong', seen);
    assert.deepEqual(
      engine.events.slice(seen).map(({ type }) => type),
      ['pong'],
    );
    engine.send({ type: 'resume' });
    assert.equal((await engine.next('resumed', seen)).step, step);
    assert.ok((await engine.next('step', seen)).step > step);
    engine.send({ type: 'stop' });
    await engine.next('done');
  });

  it('stops in a pause, too', async () => {
    engine.send(request({ 'training.epochs': 1000 }));
    engine.send({ type: 'pause' });
    const { step } = await engine.next('paused');
    engine.send({ type: 'stop' });
    const { reason, steps } = await engine.next('done');
    assert.deepEqual([reason, steps], ['stopped', step]);
    assert.equal(summary().status, 'stopped');
  });

  it('takes another learning rate from the next step on, and says so', async () => {
    const constant = { 'optimizer.learningRate': 0.001, 'optimizer.schedule': { type: 'constant' } };
    engine.send(request({ 'training.epochs': 1000, ...constant }));
    assert.equal((await engine.next('step')).learningRate, 0.001);
    engine.send({ type: 'setLearningRate', learningRate: 0.0005 });
    const { step, learningRate } = await engine.next('learningRate');
    assert.equal(learningRate, 0.0005);
    const seen = engine.events.findIndex(({ type }) => type === 'learningRate');
    await engine.next('step', seen);
    for (const event of engine.events) {
      if (event.type === 'step') assert.equal(event.learningRate, event.step > step ? 0.0005 : 0.001);
    }
    engine.send({ type: 'stop' });
    await engine.next('done');
  });

  it('stops after so many epochs with the schedule of all, and ends as a run that was never stopped', async () => {
    const long = { 'training.epochs': 4, 'optimizer.schedule': { type: 'cosine' } };
    engine.send(request(long));
    const whole = await engine.next('done');
    let seen = engine.events.length;
    engine.send({ ...request(long), until: 2, sweep: 'of-schedules' });
    const half = await engine.next('done', seen);
    assert.deepEqual([half.reason, half.epochs], ['stopped', 2]);
    seen = engine.events.length;
    engine.send(request({}, half.run));
    const end = await engine.next('done', seen);
    assert.deepEqual([end.reason, end.epochs, end.metrics], ['finished', 4, whole.metrics]);
    const file = readFileSync(join(runs, half.run, 'summary.json'), 'utf8');
    assert.equal((JSON.parse(file) as { sweep: string }).sweep, 'of-schedules');
  });

  it('refuses a second run while one is running', async () => {
    engine.send(request({ 'training.epochs': 1000 }));
    await engine.next('started');
    engine.send(request());
    assert.equal((await engine.next('error')).code, 'busy');
    engine.send({ type: 'stop' });
    await engine.next('done');
  });

  it('refuses what it does not understand, by code, and serves on', async () => {
    const hostile: unknown[] = [
      {},
      { type: 'launch' },
      { type: 'train' },
      { type: 'ping', at: 'now' },
      { type: 'stop', force: true },
      { ...request(), source: 'x'.repeat(100_000) },
      { ...request(), version: 99 },
      'text',
      7,
      [],
    ];
    for (const message of hostile) {
      const seen = engine.events.length;
      engine.send(message as object);
      assert.equal((await engine.next('error', seen)).code, 'malformed-message');
    }
    engine.send(request());
    assert.equal((await engine.next('done')).reason, 'finished');
  });

  it('outlives a failed run and serves the next', async () => {
    engine.send({ ...request({ 'optimizer.type': 'sgd', 'optimizer.learningRate': 1e30 }), attended: false });
    assert.equal((await engine.next('error')).code, 'loss-not-finite');
    const seen = engine.events.length;
    engine.send({ ...request(), source: 'digit-cnn' });
    assert.match((await engine.next('error', seen)).message, /did you mean "digits-cnn"/);
    engine.send(request());
    assert.equal((await engine.next('done')).reason, 'finished');
  });

  it('pauses where the loss is not finite, names the place, begins anew at a lower rate, and saves nothing of it', async () => {
    engine.send(request({ 'optimizer.type': 'sgd', 'optimizer.learningRate': 1e30 }));
    const { step, reason } = await engine.next('paused');
    assert.match(
      reason ?? '',
      /^the loss is not finite at step 2, first in the outputs of layer .*; lower the learning rate/,
    );
    assert.equal(step, 1);
    const seen = engine.events.length;
    engine.send({ type: 'resume' });
    assert.equal((await engine.next('paused', seen)).reason, reason, 'the same rate leads to the same place');
    engine.send({ type: 'stop' });
    assert.equal((await engine.next('done')).reason, 'stopped');
    const folder = readdirSync(runs)[0]!;
    assert.ok(
      !existsSync(join(runs, folder, 'checkpoints')) || readdirSync(join(runs, folder, 'checkpoints')).length === 0,
    );
    const second = engine.events.length;
    engine.send(request({ 'optimizer.type': 'sgd', 'optimizer.learningRate': 1e30 }));
    await engine.next('paused', second);
    engine.send({ type: 'setLearningRate', learningRate: 0.01 });
    engine.send({ type: 'resume' });
    assert.equal((await engine.next('done', second)).reason, 'finished');
  });

  it('the same run in two processes: the second is refused', async () => {
    engine.send(request({ 'training.epochs': 1000, 'training.checkpoints.everySteps': 2 }));
    const { folder } = await engine.next('started');
    await engine.next('checkpoint');
    const other = new Engine(program);
    await other.next('ready');
    other.send(request({}, folder));
    const { code, message } = await other.next('error');
    assert.equal(code, 'run-locked');
    assert.match(message, new RegExp(`process ${engine.child.pid!}`));
    other.child.disconnect();
    assert.equal(await other.closed, 0);
  });

  it('saves and exits on SIGTERM', async () => {
    engine.send(request({ 'training.epochs': 1000 }));
    await engine.next('step');
    engine.child.kill('SIGTERM');
    assert.equal(await engine.closed, 0);
    assert.equal(summary().status, 'stopped');
  });

  it('saves and exits when its pipe closes, and when its parent is killed', async () => {
    engine.send(request({ 'training.epochs': 1000 }));
    await engine.next('step');
    engine.child.disconnect();
    assert.equal(await engine.closed, 0);
    assert.equal(summary().status, 'stopped');

    const orphan = await orphanOf(request({ 'training.epochs': 1000, name: 'orphan' }));
    for (let tries = 0; tries < 600 && isAlive(orphan); tries++) await wait(10);
    assert.ok(!isAlive(orphan), 'no orphan stays');
    const folder = readdirSync(runs).find((name) => name.endsWith('orphan'))!;
    const { status } = JSON.parse(readFileSync(join(runs, folder, 'summary.json'), 'utf8')) as { status: string };
    assert.equal(status, 'stopped');
  });

  /** Forks an engine from a parent of its own, kills the parent in mid-run, and returns the engine's pid. */
  async function orphanOf(train: EngineRequest): Promise<number> {
    const script = join(runs, 'parent.cjs');
    writeFileSync(
      script,
      `const child = require('node:child_process').fork(${JSON.stringify(program)});
       child.send(${JSON.stringify(train)});
       child.on('message', ({ type }) => type === 'step' && process.stdout.write(child.pid + '\\n'));`,
    );
    const parent = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const pid = await new Promise<string>((settle) =>
      parent.stdout.once('data', (text) => {
        settle(String(text));
      }),
    );
    parent.kill('SIGKILL');
    rmSync(script);
    return Number.parseInt(pid);
  }
});
