import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeEvent } from '../../engine/process/protocol';
import { lines, nabla, tiny, type Result } from './nabla';

/** Preloaded, it makes onnxruntime-node a package that is not installed, however it is asked for. */
const WITHOUT_ONNXRUNTIME = `
  const Module = require('node:module');
  const resolve = Module._resolveFilename;
  Module._resolveFilename = function (name, ...rest) {
    if (name.startsWith('onnxruntime-node')) throw new Error("Cannot find module 'onnxruntime-node'");
    return resolve.call(this, name, ...rest);
  };
  Module.register('data:text/javascript,' + encodeURIComponent(\`
    export function resolve(name, context, next) {
      if (name.startsWith('onnxruntime-node')) throw new Error("Cannot find package 'onnxruntime-node'");
      return next(name, context);
    }
  \`));
`;

describe('nabla train', function () {
  this.timeout(120_000);
  let folder: string;
  let runs: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nabla-train-'));
    runs = join(folder, 'runs');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const entries = () => readdirSync(folder);
  const weights = (run: string) => {
    const checkpoints = join(run, 'checkpoints');
    const last = readdirSync(checkpoints).sort().at(-1)!;
    return ['weights', 'optimizer'].map((name) => readFileSync(join(checkpoints, last, `${name}.safetensors`)));
  };

  /** One line on the error stream, exit code 2, nothing written. */
  function refused({ code, stdout, stderr }: Result, message: RegExp, written: string[] = []): void {
    assert.equal(code, 2, stderr);
    assert.match(stderr, message);
    assert.match(stderr, /^nabla: [^\n]+\n$/);
    assert.equal(stdout, '');
    assert.deepEqual(entries(), written);
  }

  it('trains on altered samples that other threads make, the same each time', async () => {
    const call = [
      'train',
      'digits-cnn',
      ...tiny,
      '--set',
      'data.augment=[{"type":"rotate"},{"type":"mixup"}]',
      '--runs',
      runs,
    ];
    const [first, second] = [await nabla([...call, '--json']), await nabla([...call, '--json'])];
    assert.deepEqual([first.code, second.code, first.stderr], [0, 0, '']);
    const measured = [first, second].map(({ stdout }) => lines(stdout).at(-1)!.metrics);
    assert.deepEqual(measured[0], measured[1]);
    const plain = await nabla(['train', 'digits-cnn', ...tiny, '--runs', runs, '--json']);
    assert.notDeepEqual(lines(plain.stdout).at(-1)!.metrics, measured[0]);
  });

  it('trains: every line is an event, and the folder tells the same', async () => {
    const { code, stdout, stderr } = await nabla(['train', 'digits-cnn', ...tiny, '--runs', runs, '--json']);
    assert.equal(code, 0, stderr);
    const events = lines(stdout);
    for (const event of events) assert.ok(decodeEvent(event).ok, JSON.stringify(event));
    const types = events.map(({ type }) => type);
    assert.deepEqual([types[0], types.at(-1)], ['started', 'done']);
    for (const type of ['step', 'epoch', 'checkpoint']) assert.ok(types.includes(type), type);
    const [name] = readdirSync(runs);
    assert.match(name!, /^\d{8}-\d{6}-digits-cnn$/);
    const run = join(runs, name!);
    const names = readdirSync(run).sort();
    assert.match(names[2]!, /^events\.out\.tfevents\.\d+\.[A-Za-z0-9.-]+\.nabla$/);
    const others = ['checkpoints', 'events.jsonl', 'log.txt', 'signature.json', 'spec.json', 'summary.json'];
    assert.deepEqual(names.toSpliced(2, 1), others);
    assert.deepEqual(lines(readFileSync(join(run, 'events.jsonl'), 'utf8')), events);
    const done = events.at(-1)!;
    assert.equal(done.run, name);
    assert.deepEqual(Object.keys((done.metrics as Record<string, object>).test!), ['loss', 'accuracy']);
  });

  it('prints plain lines where there is no terminal', async () => {
    const { code, stdout } = await nabla(['train', 'digits-cnn', ...tiny, '--runs', runs]);
    assert.equal(code, 0);
    assert.ok(!stdout.includes('\r') && !stdout.includes('\u001b'));
    assert.match(stdout, /^epoch 2\/2 {2}loss \d\.\d{4} {2}accuracy [\d.]+ %/m);
    assert.match(stdout, /^finished after 14 steps/m);
  });

  it('killed at any moment and resumed, it ends with the weights of a run that was not', async () => {
    const long = [...tiny, '--set', 'training.checkpoints.everySteps=3', '--set', 'training.epochs=4'];
    const call = ['train', 'digits-cnn', ...long, '--json', '--runs'];
    await nabla([...call, join(folder, 'whole')]);
    const [whole] = readdirSync(join(folder, 'whole'));
    const killed = await nabla([...call, runs], {
      watch: (child, stdout) => {
        if (lines(stdout.slice(0, stdout.lastIndexOf('\n') + 1)).some((line) => line.step === 9)) child.kill('SIGKILL');
      },
    });
    assert.equal(killed.code, null);
    const [name] = readdirSync(runs);
    const listed = await nabla(['runs', '--runs', runs]);
    assert.match(listed.stdout, /interrupted/);
    const resumed = await nabla(['train', '--resume', name!, '--runs', runs, '--json']);
    assert.equal(resumed.code, 0, resumed.stderr);
    assert.ok((lines(resumed.stdout)[0]!.step as number) >= 9);
    assert.deepEqual(weights(join(runs, name!)), weights(join(folder, 'whole', whole!)));
  });

  it('saves and stops on SIGINT, and goes on from there', async () => {
    const long = [...tiny, '--set', 'training.epochs=1000'];
    const stopped = await nabla(['train', 'digits-cnn', ...long, '--json', '--runs', runs], {
      watch: (child, stdout) => {
        if (stdout.includes('"type":"epoch"') && !child.killed) child.kill('SIGINT');
      },
    });
    assert.equal(stopped.code, 0, stopped.stderr);
    const done = lines(stopped.stdout).at(-1)!;
    assert.deepEqual([done.type, done.reason], ['done', 'stopped']);
    const { stdout } = await nabla(['train', '--resume', join(runs, readdirSync(runs)[0]!), '--json'], {
      watch: (child, text) => {
        if (text.includes('"type":"step"') && !child.killed) child.kill('SIGINT');
      },
    });
    assert.equal(lines(stdout)[0]!.step, done.steps);
  });

  describe('on bad input', () => {
    it('an unknown recipe: the nearest one', async () => {
      refused(
        await nabla(['train', 'digit-cnn', '--runs', runs]),
        /no recipe is called "digit-cnn"; did you mean "digits-cnn"\?/,
      );
    });

    it('a misspelt key in a specification: the nearest one', async () => {
      const file = join(folder, 'mine.nabla.json');
      const specification = { data: { source: 'digits' }, model: { architecture: 'mlp' }, training: { epoch: 3 } };
      writeFileSync(file, JSON.stringify(specification));
      refused(
        await nabla(['train', file, '--runs', runs]),
        /mine\.nabla\.json: training\.epoch is not a key here; did you mean "epochs"\?/,
        ['mine.nabla.json'],
      );
    });

    it('a corrupt IDX file: its name and what is wrong', async () => {
      for (const name of ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte'])
        writeFileSync(join(folder, name), 'corrupt');
      refused(
        await nabla(['train', 'digits-cnn', '--set', `data.path=${folder}`, '--runs', runs]),
        /train-(images|labels)-idx\d-ubyte: not an IDX file .*; download it again/,
        ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte'],
      );
    });

    it("an unwritable run folder: the folder and the system's word", async () => {
      const file = join(folder, 'file');
      writeFileSync(file, 'in the way');
      for (const place of [file, join(file, 'below'), '/proc/nabla/runs']) {
        refused(
          await nabla(['train', 'digits-cnn', ...tiny, '--runs', place]),
          /no run folder can be made in .* \(E[A-Z]+: [^)]+\); choose another with --runs/,
          ['file'],
        );
      }
    });

    it('a call that makes no sense: its usage', async () => {
      refused(await nabla(['train']), /usage: nabla train/);
      refused(await nabla(['train', 'digits-cnn', '--rusn', runs]), /no option --rusn; did you mean "runs"\?/);
      refused(await nabla(['train', '--resume', 'x', '--set', 'a=1']), /leave out --set/);
      refused(await nabla(['train', '--resume', join(folder, 'x')]), /is no run's folder/);
    });
  });

  it('without onnxruntime: trains on the reference, and says so', async () => {
    const hook = join(folder, 'hook.cjs');
    writeFileSync(hook, WITHOUT_ONNXRUNTIME);
    const env = { NODE_OPTIONS: `--require ${hook}` };
    const { code, stdout, stderr } = await nabla(['train', 'digits-cnn', ...tiny, '--runs', runs, '--json'], { env });
    assert.equal(code, 0, stderr);
    const events = lines(stdout);
    assert.match(String(events.find(({ type }) => type === 'notice')?.message), /onnxruntime-node does not load/);
    assert.match(String(events.find(({ type }) => type === 'started')?.device), /reference/);
    assert.equal(events.at(-1)!.type, 'done');
  });
});
