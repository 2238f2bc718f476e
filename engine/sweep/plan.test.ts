import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeviceError } from '../backends/onnxruntime/errors';
import { Scratch } from '../data/scratch';
import { problemOf, type Problem } from '../process/problem';
import { createRunFolder } from '../storage/run-folder';
import { writeResults } from '../storage/sweep-folder';
import { Conductor } from './conduct';
import { isPassing } from './passing';
import { begin, decodeSweep, goOn, type Plan } from './plan';

const RATE = 'optimizer.learningRate';
const digits = { data: { source: 'digits', samples: 60 }, model: { architecture: 'mlp', params: { units: [4] } } };

describe('the plan of a sweep', () => {
  let folder: string;
  let runs: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nabla-plan-'));
    runs = join(folder, 'runs');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function planned(specification: object, sweep: object, isTrusted = false): Promise<Plan> {
    const source = join(folder, 'small.nabla.json');
    writeFileSync(source, JSON.stringify(specification));
    return begin(decodeSweep({ name: 'small', source, ...sweep }, 'the sweep'), runs, isTrusted);
  }

  /** What results.json is after the process was killed. */
  function interrupted({ folder: own, objective, better, trials }: Plan): void {
    const results = { sweep: own.name, status: 'running', objective, better, seconds: 1, trials, standings: [] };
    writeResults(own, results);
  }

  it('asks for trust again when it goes on, unless nothing is left to be trained', async () => {
    const path = join(folder, 'own.cjs');
    const model = { architecture: 'module', params: { path } };
    const plan = await planned({ ...digits, model }, { vary: { [RATE]: [0.1, 0.01] } }, true);
    interrupted(plan);
    const again = (isTrusted: boolean) => goOn(runs, plan.folder.name, {}, isTrusted);
    assert.throws(() => again(false), {
      code: 'untrusted-code',
      message: /^the model runs the code of .*add --trust$/,
    });
    assert.equal(again(true).trials.length, 2);
    for (const trial of plan.trials) Object.assign(trial, { status: 'finished', scores: [1] });
    interrupted(plan);
    assert.equal(again(false).trials.length, 2);
  });

  it('compares by no loss that is another in each trial', async () => {
    const unlike: [object, RegExp][] = [
      [
        { 'regularization.labelSmoothing': [0, 0.1] },
        /^regularization\.labelSmoothing cannot be varied .*validation\.loss/,
      ],
      [{ regularization: [{ labelSmoothing: 0.1 }, {}] }, /^regularization\.labelSmoothing cannot/],
      [{ 'data.balance': ['none', 'classWeights'] }, /^data\.balance cannot/],
      [{ loss: ['crossEntropy', 'hinge'] }, /^loss cannot/],
    ];
    for (const [vary, message] of unlike) {
      const refused = { message, code: 'wrong-value' };
      await assert.rejects(planned(digits, { vary }), refused);
      await assert.rejects(planned(digits, { vary, objective: 'train.loss' }), /e\.g\. train\.accuracy$/);
      await assert.rejects(
        planned({ ...digits, metrics: [] }, { vary }),
        /make metrics, and the objective one of them$/,
      );
      assert.ok(!existsSync(runs));
    }
    for (const [vary] of unlike) await planned(digits, { vary, objective: 'validation.accuracy' });
    // Penalties are no part of the loss that is reported, and sampling changes only what is trained on.
    for (const vary of [{ 'regularization.l2': [0, 0.1] }, { 'data.balance': ['none', 'sampling'] }]) {
      assert.equal((await planned(digits, { vary })).objective, 'validation.loss');
    }
    const sampled = { vary: { 'data.balance': ['none', 'sampling'] }, objective: 'train.loss' };
    await assert.rejects(planned(digits, sampled), /^\S*Problem: data\.balance cannot/);
  });

  it('says in one line where its results cannot be written', async () => {
    const plan = await planned(digits, { vary: { [RATE]: [0.1, 0.01] } });
    mkdirSync(join(plan.folder.path, 'results.json'));
    const conducted = new Conductor(plan, false, () => null).run();
    await assert.rejects(conducted, {
      code: 'unwritable-runs',
      message:
        /results\.json cannot be written \(E\w+: .*\); free space, then go on with nabla sweep --resume \S+-sweep$/,
    });
  });

  it('gives another chance to what the machine failed, and none to what would fail again', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const codeOf = (work: () => unknown): string => {
      try {
        work();
      } catch (error) {
        return (error as Problem).code;
      }
      throw new Error('it did not fail');
    };
    const passing = [
      problemOf(new DeviceError('device-lost', '', {})).code,
      problemOf(new DeviceError('out-of-memory', '', {})).code,
      codeOf(() => createRunFolder(file, 'a', {})),
      codeOf(() => new Scratch(file)),
      ...['data-worker', 'untrusted-code'],
    ];
    assert.deepEqual(
      passing.map(isPassing),
      passing.map(() => true),
      passing.join(),
    );
    for (const code of [problemOf(new Error('?')).code, 'wrong-value', 'missing-data']) assert.ok(!isPassing(code));
  });
});
