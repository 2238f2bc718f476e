/** Faults 1, 3, 12: the engine's own process killed, out of memory, or told by a host that takes nothing. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { EngineRequest } from '../../engine/process/protocol';
import { EngineProcess } from '../../extension/processes/engine';
import { explainExit, type Exit } from '../../extension/processes/exit';
import { RunModel } from '../../extension/runs/model';
import { Run } from '../../extension/runs/run';
import { Runs } from '../../extension/runs/runs';
import { bundle } from '../command-line/nabla';

/** Enough that the pipe, the queue and the messages on their way hold only a part of them. */
const MANY_PROBES = 800;

describe("the engine's process under faults", function () {
  this.timeout(120_000);
  let program: string;
  let runs: string;
  const children: (EngineProcess | ChildProcess)[] = [];
  before(async () => {
    program = await bundle('engine/process/main.ts', 'engine');
    runs = mkdtempSync(join(tmpdir(), 'nabla-process-'));
  });
  afterEach(() => {
    for (const { pid } of children.splice(0)) end(pid);
  });
  after(() => {
    rmSync(runs, { recursive: true });
  });

  const request = (name: string, more: object = {}, resume: string | null = null) =>
    ({
      type: 'train',
      source: 'digits-cnn',
      overrides: {
        name,
        backend: 'cpu',
        'data.samples': 60,
        'model.architecture': 'mlp',
        'model.params': { units: [8] },
        'training.epochs': 100_000,
        'training.batchSize': 16,
        'training.checkpoints.everySteps': 3,
        ...more,
      },
      runs,
      resume,
      trusted: true,
    }) satisfies EngineRequest;
  const launch = (variables: NodeJS.ProcessEnv = {}): EngineProcess => {
    const engine = new EngineProcess(program, { cwd: runs, variables }, () => undefined);
    children.push(engine);
    return engine;
  };
  const folder = (name: string) =>
    join(
      runs,
      readdirSync(runs).find((entry) => entry.endsWith(name))!,
    );

  it('killed in mid-run: the last step still shows, and the run goes on from its last checkpoint', async () => {
    const run = new Run(new RunModel('t'), undefined);
    const engine = launch();
    const crashed = new Promise<void>((resolve) => run.crashed.on(resolve));
    run.train(engine, request('killed'));
    engine.event.on(({ type }) => {
      if (type === 'checkpoint') end(engine.pid);
    });
    await crashed;
    const { status, message, resumable, step, steps } = run.model.summary;
    assert.deepEqual([status, resumable, steps], ['failed', true, 400_000]);
    assert.ok(step > 0);
    assert.match(message!, /SIGKILL.*training\.batchSize.*Resume goes on from the last checkpoint\.$/);

    const ended = new Promise<void>((resolve) => {
      run.changed.on(() => {
        if (run.model.summary.status === 'stopped') resolve();
      });
    });
    const again = launch();
    again.event.on(({ type }) => {
      if (type === 'step') run.stop();
    });
    run.train(again, request('killed', {}, run.folder));
    await ended;
    assert.ok(run.model.summary.step >= 3);
  });

  it("outlives what a user's module throws, and serves the next run", async () => {
    const engine = launch();
    const serve = (name: string, module: string): Promise<string> => {
      const [spec, path] = [join(runs, `${name}.nabla.json`), join(runs, `${name}.mjs`)];
      writeFileSync(path, module);
      writeFileSync(spec, JSON.stringify({ name, data: { source: 'digits', samples: 60 }, model: { module: path } }));
      const end = new Promise<string>((resolve) => {
        engine.event.on((event) => {
          if (event.type === 'error') resolve(event.message);
          if (event.type === 'done' && event.run.endsWith(name)) resolve('done');
        });
      });
      engine.send({ ...request(name, {}), source: spec, overrides: { backend: 'cpu', 'training.epochs': 1 } });
      return end;
    };
    assert.match(
      await serve('built', 'export default () => { throw new Error("no model today"); };'),
      /no model today/,
    );
    assert.match(await serve('called', OWN_LAYER('throw new Error("no output today")')), /no output today/);
    assert.equal(await serve('whole', OWN_LAYER('')), 'done');
  });

  it('paused, goes on when the run is resumed, in the same process', async () => {
    const engine = launch();
    const window = new Runs(() => engine);
    const run = window.start('t', request('paused'));
    const reached = (status: string) =>
      new Promise<void>((resolve) => {
        run.changed.on(() => {
          if (run.model.summary.status === status) resolve();
        });
      });
    await reached('running');
    engine.send({ type: 'pause' });
    await reached('paused');
    assert.deepEqual([run.isLive, run.model.summary.resumable], [true, true]);
    window.resume(run, runs);
    await reached('running');
    run.stop();
    await reached('stopped');
  });

  it('with too little memory: is said to be memory, and what to lower', async () => {
    const engine = launch({ NODE_OPTIONS: '--max-old-space-size=16' });
    const exit = new Promise<Exit>((resolve) => engine.exit.on(resolve));
    engine.send(request('memory', { 'data.samples': 20_000 }));
    assert.match(explainExit(await exit), /ran out of memory; lower training\.batchSize/);
  });

  it('whose host takes nothing trains on, drops steps and probes, and tells all else in order', async () => {
    const script = join(runs, 'host.cjs');
    writeFileSync(script, HOST);
    const train = JSON.stringify(
      request('deaf', { 'training.probeEvery': 1, 'training.checkpoints.everySteps': null }),
    );
    const host = spawn(process.execPath, [script, program, train], { stdio: ['pipe', 'pipe', 'inherit'] });
    children.push(host);
    let output = '';
    host.stdout.on('data', (text) => (output += String(text)));
    while (!output.includes('training')) await wait(5);
    host.kill('SIGSTOP');
    const before = probesIn(folder('deaf'));
    while (probesIn(folder('deaf')) < before + MANY_PROBES) await wait(50);
    host.kill('SIGCONT');
    host.stdin.write('stop\n');
    await new Promise((resolve) => host.on('exit', resolve));
    const told = JSON.parse(output.slice(output.indexOf('{'))) as { probes: number; isOrdered: boolean; last: string };
    assert.deepEqual([told.isOrdered, told.last], [true, 'done']);
    assert.ok(told.probes < probesIn(folder('deaf')) - MANY_PROBES / 3, `${told.probes} probes told`);
  });
});

function end(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

const probesIn = (folder: string): number =>
  readFileSync(join(folder, 'events.jsonl'), 'latin1').split('"type":"probe"').length - 1;

/** A module with a layer of its own, which does something when a step is traced, not when the model is made. */
const OWN_LAYER = (act: string): string => `export default ({ tf, task }) => {
  let isMade = false;
  class Own extends tf.layers.Layer {
    static className = 'Own' + Math.random();
    computeOutputShape(shape) { return shape; }
    call(inputs) { if (isMade) { ${act} } return Array.isArray(inputs) ? inputs[0] : inputs; }
  }
  const x = tf.input({ shape: task.inputShape });
  const y = tf.layers.dense({ units: task.outputs, name: 'own' }).apply(tf.layers.flatten().apply(x));
  const model = tf.model({ inputs: x, outputs: new Own({}).apply(y) });
  isMade = true;
  return model;
};`;

/** Forks an engine, says when it trains, sends a stop when it is told to, and says in the end what it was told. */
const HOST = `
  const [, , program, train] = process.argv;
  const child = require('node:child_process').fork(program);
  const told = { probes: 0, isOrdered: true, last: '' };
  let step = 0;
  child.send(JSON.parse(train));
  process.stdin.once('data', () => child.send({ type: 'stop' }));
  child.on('message', (event) => {
    told.last = event.type;
    if (event.step < step) told.isOrdered = false;
    step = event.step ?? step;
    if (event.type === 'probe' && ++told.probes === 1) process.stdout.write('training\\n');
    if (event.type !== 'done' && event.type !== 'error') return;
    process.stdout.write(JSON.stringify(told), () => process.exit());
  });
`;
