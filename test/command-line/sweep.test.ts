import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../../engine/storage/alive';
import { bundle, lines, nabla, tiny, type Line } from './nabla';

interface Trial {
  trial: number;
  settings: Record<string, unknown>;
  status: string;
  run: string | null;
  epochs: number;
  scores: (number | null)[];
  message: string | null;
}
interface Spread {
  mean: number;
  deviation: number | null;
  count: number;
}
interface Standing {
  trials: number[];
  objective: Spread | null;
  measures: Record<string, Spread>;
  bands: { epoch: number; measures: Record<string, Spread> }[];
}
interface Results {
  status: string;
  trials: Trial[];
  standings: Standing[];
}

const RATE = 'optimizer.learningRate';

/** Text that is whole lines: the process may be in the middle of one. */
const whole = (stdout: string): Line[] => lines(stdout.slice(0, stdout.lastIndexOf('\n') + 1));

describe('nabla sweep', function () {
  this.timeout(180_000);
  let folder: string;
  let runs: string;
  before(() => bundle('engine/process/main.ts', 'engine'));
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nabla-sweep-'));
    runs = join(folder, 'runs');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const sweepFolder = () =>
    join(
      runs,
      readdirSync(runs).find((name) => name.endsWith('-sweep'))!,
    );
  const results = () => JSON.parse(readFileSync(join(sweepFolder(), 'results.json'), 'utf8')) as Results;
  const summary = (run: string) =>
    JSON.parse(readFileSync(join(runs, run, 'summary.json'), 'utf8')) as Record<string, unknown>;
  const call = (...more: string[]) => ['sweep', 'digits-cnn', ...tiny, '--runs', runs, '--parallel', '2', ...more];

  /** The process of a trial: the lock of its run says which. */
  const processOf = (run: string): number =>
    (JSON.parse(readFileSync(join(runs, run, 'lock'), 'utf8')) as { pid: number }).pid;
  const hasCheckpoint = (run: string): boolean =>
    readdirSync(join(runs, run, 'checkpoints')).some((name) => name.startsWith('step-'));
  const runOf = (trial: number): string | undefined =>
    readdirSync(runs).find(
      (name) => name.endsWith(`-00${trial}`) && existsSync(join(runs, name, 'events.jsonl')) && hasStep(name),
    );
  const hasStep = (run: string) => readFileSync(join(runs, run, 'events.jsonl'), 'utf8').includes('"type":"step"');

  it('trains every combination, each an ordinary run, and ranks them', async () => {
    const { code, stdout, stderr } = await nabla(
      call('--vary', `${RATE}=1e-3..1e-1:log:2`, '--vary', 'training.batchSize=16,32'),
    );
    assert.equal(code, 0, stderr);
    const { status, trials, standings } = results();
    assert.equal(status, 'finished');
    assert.deepEqual(
      trials.map(({ settings }) => Object.values(settings)),
      [
        [0.001, 16],
        [0.001, 32],
        [0.1, 16],
        [0.1, 32],
      ],
    );
    const losses = standings.map(({ objective }) => objective!.mean);
    assert.deepEqual(
      losses,
      losses.toSorted((a, b) => a - b),
    );
    for (const { run, scores, settings } of trials) {
      const {
        status: ended,
        sweep,
        metrics,
      } = summary(run!) as { status: string; sweep: string; metrics: Record<string, Record<string, number>> };
      assert.deepEqual([ended, join(runs, sweep)], ['finished', sweepFolder()]);
      assert.deepEqual([metrics.validation!.loss], scores);
      const spec = JSON.parse(readFileSync(join(runs, run!, 'spec.json'), 'utf8')) as {
        optimizer: { learningRate: number };
      };
      assert.equal(spec.optimizer.learningRate, settings[RATE]);
    }
    const [best] = standings;
    const row = new RegExp(`validation\\.loss .*\\n${best!.trials[0]!} +${best!.objective!.mean.toFixed(4)} `);
    assert.match(stdout, row, 'the best is the first row of the table');
    const listed = await nabla(['runs', '--runs', runs, '--json']);
    assert.equal((JSON.parse(listed.stdout) as unknown[]).length, 4);
  });

  it('a trial that fails and one that is killed are told with their reason, and the sweep goes on; resumed, it mends what was killed', async () => {
    const long = [
      '--set',
      'training.epochs=30',
      '--set',
      'training.checkpoints.everySteps=2',
      '--set',
      'optimizer.type=sgd',
    ];
    let killed = false;
    const first = await nabla(call(...long, '--vary', `${RATE}=1e-3,1e30,1e-2`, '--json'), {
      watch: () => {
        const run = killed || !existsSync(runs) ? undefined : runOf(1);
        // One that was killed before its first checkpoint would begin anew.
        if (run === undefined || !hasCheckpoint(run)) return;
        killed = true;
        process.kill(processOf(run), 'SIGKILL');
      },
    });
    assert.equal(first.code, 0, first.stderr);
    const statuses = () => results().trials.map(({ status }) => status);
    assert.deepEqual(statuses(), ['crashed', 'failed', 'finished']);
    const [crashed, failed, finished] = results().trials;
    assert.match(crashed!.message!, /SIGKILL/);
    assert.match(failed!.message!, /not finite|NaN|infinite/i);
    assert.deepEqual(results().standings[0]!.trials, [3]);

    const again = await nabla(['sweep', '--resume', sweepFolder(), '--json']);
    assert.equal(again.code, 0, again.stderr);
    const begun = lines(again.stdout).filter(({ type, status }) => type === 'trial' && status === 'running');
    assert.deepEqual(
      begun.map(({ trial }) => trial),
      [1],
      'what is finished, or would fail again, is not trained again',
    );
    assert.deepEqual(statuses(), ['finished', 'failed', 'finished']);
    assert.equal(results().trials[0]!.run, crashed!.run, 'the same run went on');
    assert.deepEqual(results().trials[2], finished);
  });

  it('Ctrl-C saves and stops all; resumed, it ends as a sweep that was not interrupted', async () => {
    const halving = (place: string) =>
      ['sweep', 'digits-cnn', ...tiny, '--set', 'training.epochs=4', '--runs', place].concat(
        ...[
          '--method',
          'halving',
          '--trials',
          '4',
          '--eta',
          '2',
          '--vary',
          `${RATE}=1e-3..1e-1:log`,
          '--parallel',
          '2',
        ],
      );
    const stopped = await nabla([...halving(runs), '--json'], {
      watch: (child, stdout) => {
        const ended = whole(stdout).filter(({ type, status }) => type === 'trial' && status === 'paused');
        if (ended.length >= 3 && !child.killed) child.kill('SIGINT');
      },
    });
    assert.equal(stopped.code, 0, stopped.stderr);
    assert.equal(lines(stopped.stdout).at(-1)!.reason, 'stopped');
    for (const { run, status } of results().trials) {
      assert.ok(status !== 'running' && status !== 'crashed', status);
      if (run !== null) assert.notEqual(summary(run).status, 'running');
    }
    const resumed = await nabla(['sweep', '--resume', sweepFolder(), '--json']);
    assert.equal(resumed.code, 0, resumed.stderr);
    const ours = results();
    assert.deepEqual(ours.trials.map(({ epochs }) => epochs).sort(), [1, 1, 2, 4]);
    assert.deepEqual(ours.standings[0]!.trials, [ours.trials.find(({ epochs }) => epochs === 4)!.trial]);

    rmSync(runs, { recursive: true });
    const plain = await nabla(halving(runs));
    assert.equal(plain.code, 0, plain.stderr);
    const scores = ({ trials }: Results) => trials.map((one) => [one.settings, one.scores, one.status]);
    assert.deepEqual(scores(results()), scores(ours));
  });

  it('killed itself, leaves no process behind, and goes on', async () => {
    const long = ['--set', 'training.epochs=100'];
    const pids: number[] = [];
    const killed = await nabla(call(...long, '--vary', `${RATE}=1e-3,1e-2`, '--json'), {
      watch: (child) => {
        const begun = existsSync(runs) ? [1, 2].map(runOf).filter((run) => run !== undefined) : [];
        if (begun.length < 2 || child.killed) return;
        pids.push(...begun.map(processOf));
        child.kill('SIGKILL');
      },
    });
    assert.equal(killed.code, null);
    const before = results().trials;
    assert.deepEqual(
      before.map(({ status }) => status),
      ['running', 'running'],
    );
    const { code, stdout, stderr } = await nabla(['sweep', '--resume', sweepFolder(), '--json']);
    assert.equal(code, 0, stderr);
    assert.equal(lines(stdout).at(-1)!.reason, 'finished');
    for (const [index, { run, epochs }] of results().trials.entries()) {
      assert.deepEqual([run, epochs], [before[index]!.run, 100]);
      assert.ok(!isAlive(pids[index]!));
    }
  });

  it('several seeds: mean and deviation of every measure, at the end and after each epoch', async () => {
    const { code, stdout, stderr } = await nabla(['train', 'digits-cnn', ...tiny, '--seeds', '3', '--runs', runs]);
    assert.equal(code, 0, stderr);
    const { trials, standings } = results();
    const [{ measures, bands }] = standings as [Standing];
    const losses = trials.map(({ run }) => (summary(run!).metrics as { test: { loss: number } }).test.loss);
    const mean = losses.reduce((sum, loss) => sum + loss, 0) / 3;
    const deviation = Math.sqrt(losses.reduce((sum, loss) => sum + (loss - mean) ** 2, 0) / 2);
    assert.ok(deviation > 0);
    assert.ok(Math.abs(measures['test.loss']!.mean - mean) < 1e-12);
    assert.ok(Math.abs(measures['test.loss']!.deviation! - deviation) < 1e-12);
    assert.match(stdout, new RegExp(`test\\.loss +${mean.toFixed(4)} ± ${deviation.toFixed(4)} +\\(3 runs\\)`));
    assert.deepEqual(
      bands.map(({ epoch, measures: { 'validation.loss': loss } }) => [epoch, loss!.count]),
      [
        [1, 3],
        [2, 3],
      ],
    );
    assert.deepEqual(bands.at(-1)!.measures['validation.loss'], measures['validation.loss']);
    const seeds = trials.map(({ run }) => {
      const path = join(runs, run!, 'spec.json');
      const { data, training } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, { seed: number }>;
      return [data!.seed, training!.seed];
    });
    assert.deepEqual(seeds, [[1, 1], [1, 2], [1, 3]]); // prettier-ignore
  });

  it('reads a file, whose source is relative to it, and lets flags have the last word', async () => {
    const specification = {
      ...{ data: { source: 'digits', samples: 120 }, model: { architecture: 'mlp', params: { units: [8] } } },
      training: { epochs: 1, batchSize: 16 },
    };
    writeFileSync(join(folder, 'small.nabla.json'), JSON.stringify(specification));
    const sweep = { source: './small.nabla.json', vary: { [RATE]: [0.1, 0.01] }, objective: 'validation.accuracy' };
    writeFileSync(join(folder, 'rates.sweep.json'), JSON.stringify(sweep));
    const { code, stdout, stderr } = await nabla([
      'sweep',
      join(folder, 'rates.sweep.json'),
      '--objective',
      'train.loss',
      '--runs',
      runs,
      '--json',
    ]);
    assert.equal(code, 0, stderr);
    const [begin] = lines(stdout);
    assert.deepEqual([begin!.type, begin!.trials, begin!.objective], ['sweep', 2, 'train.loss']);
    assert.match(String(begin!.sweep), /-rates-sweep$/);
  });

  it('runs code of the user only where it is trusted, and asks before the first trial', async () => {
    const file = join(folder, 'own.nabla.json');
    const model = { architecture: 'module', params: { path: join(folder, 'own.cjs') } };
    writeFileSync(file, JSON.stringify({ data: { source: 'digits', samples: 120 }, model, training: { epochs: 1 } }));
    const build = `tf.sequential({ layers: [tf.layers.flatten({ inputShape: task.inputShape }), tf.layers.dense({ units: task.outputs })] })`;
    writeFileSync(join(folder, 'own.cjs'), `module.exports = ({ tf, task }) => ${build};`);
    const own = ['sweep', file, '--vary', `${RATE}=0.1,0.01`, '--runs', runs];
    const refused = await nabla(own);
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /add --trust/);
    assert.ok(!existsSync(runs));
    const trusted = await nabla([...own, '--trust']);
    assert.equal(trusted.code, 0, trusted.stderr);
    assert.deepEqual(
      results().trials.map(({ status, message }) => [status, message]),
      [
        ['finished', null],
        ['finished', null],
      ],
    );
  });

  it('refuses before anything is written what is wrong', async () => {
    const wrong: [string[], RegExp][] = [
      [[], /nothing is varied/],
      [
        ['--vary', 'optimizer.learningRat=1,2'],
        /optimizer\.learningRat is not a key here; did you mean "learningRate"\?/,
      ],
      [['--vary', `${RATE}=0.1,-1`], /trial 2 with .*-1.*more than 0/],
      [['--vary', `${RATE}=1..0`], /goes from a lesser to a greater number/],
      [['--vary', `${RATE}=0.1`, '--objective', 'test.loss'], /test\.loss/],
      [
        ['--vary', `${RATE}=0.1`, '--objective', 'validation.rmse'],
        /validation\.rmse is not measured; there is: train\.loss/,
      ],
      [['--vary', `${RATE}=0.1,0.2`, '--set', 'data.validation=0'], /no validation samples/],
      [['--vary', `${RATE}=0.1`, '--trials', 'many'], /trials/],
      [['--vary', `${RATE}=0.1`, '--parallel', '0'], /parallel/],
      [
        ['--vary', 'model.architecture=mlp,module', '--vary', 'model.params.path=x.cjs'],
        /path is not a key|add --trust/,
      ],
      [
        ['--vary', `${RATE}=0.1`, '--method', 'radnom'],
        /"radnom" is not one of grid, random, halving; did you mean "random"/,
      ],
      [['--vary', `${RATE}=0.1`, '--method', 'grid', '--trials', '4'], /as many trials as its values make/],
      [['--vary', 'training.epochs=1,2', '--method', 'halving', '--trials', '2'], /training\.epochs cannot be varied/],
    ];
    for (const [more, message] of wrong) {
      const { code, stderr } = await nabla(['sweep', 'digits-cnn', ...tiny, '--runs', runs, ...more]);
      assert.equal(code, 2, `${more.join(' ')}: ${stderr}`);
      assert.match(stderr, message);
      assert.match(stderr, /^nabla: [^\n]+\n$/);
    }
    const { code, stderr } = await nabla(['sweep', '--resume', 'none', '--runs', runs]);
    assert.deepEqual([code, stderr.includes("is no sweep's folder")], [2, true], stderr);
    assert.deepEqual(readdirSync(folder), []);
  });
});
