import assert from 'node:assert/strict';
import type { Watching } from '../../engine/benchmarks/watching';
import { lines, nabla } from './nabla';

describe('nabla bench', function () {
  // Two child processes that load the native library and compile.
  this.timeout(120_000);

  it('times a workload with an empty and with a full cache of graphs', async () => {
    const { code, stdout } = await nabla([
      'bench',
      'engine',
      '--only',
      'xor',
      '--rival',
      'engine',
      '--seconds',
      '0.2',
      '--json',
    ]);
    assert.equal(code, 0);
    const { outcomes } = JSON.parse(stdout) as { outcomes: { engine: { ok: boolean; value: Record<string, number> } } };
    assert.equal(outcomes.engine.ok, true);
    for (const figure of ['milliseconds', 'compileMilliseconds', 'recompileMilliseconds', 'peakMegabytes'])
      assert.ok(outcomes.engine.value[figure]! > 0, `${figure}: ${outcomes.engine.value[figure]}`);
  });

  it('times the start of a training with an empty and with a full cache of graphs', async () => {
    const { stdout, stderr } = await nabla(['bench', 'start', '--json']);
    assert.equal(stderr, '');
    const rows = lines(stdout) as unknown as { cache: string; milliseconds: number; cpuMilliseconds: number | null }[];
    assert.deepEqual(rows.map(({ cache }) => cache), ['empty', 'full', 'full', 'full']); // prettier-ignore
    for (const { milliseconds, cpuMilliseconds } of rows) {
      assert.ok(milliseconds > 0);
      if (process.platform === 'linux') assert.ok(cpuMilliseconds! > 0);
    }
  });

  it('times steps that are watched beside such that are not', async () => {
    const { stdout, stderr } = await nabla(['bench', 'watch', '--steps', '150', '--json']);
    assert.equal(stderr, '');
    const rows = lines(stdout) as unknown as Watching[];
    assert.equal(rows.length, 2);
    for (const { steps, alone, watched, share } of rows) {
      assert.equal(steps, 150);
      assert.ok(Math.min(alone.milliseconds, watched.milliseconds, alone.cpuMilliseconds) > 0);
      assert.equal(share, watched.milliseconds / alone.milliseconds - 1);
    }
  });

  const wrong: [string[], RegExp][] = [
    [['--only', 'resnet'], /no workload "resnet".*resnet20/],
    [['--rival', 'torch'], /no rival "torch".*pytorch/],
    [['--seconds', 'x'], /--seconds is "x", which is no number above 0/],
    [['--threads', '0'], /--threads is "0"/],
    [['watch', '--steps', '-1'], /--steps/],
    [['gpu'], /no benchmark "gpu".*engine.*lsp/],
    [['--onyl', 'xor'], /no option --onyl.*only/],
  ];
  for (const [args, expected] of wrong) {
    it(`refuses ${args.join(' ')} in one line`, async () => {
      const { code, stdout, stderr } = await nabla(['bench', ...args]);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, expected);
      assert.equal(stderr.trim().split('\n').length, 1);
    });
  }
});
