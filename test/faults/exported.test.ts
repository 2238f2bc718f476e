/** Fault 37: what a run exports for others tells nothing of this machine: no path, no user, nothing of the environment. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nabla } from '../command-line/nabla';

const TOKEN = 'token-0b5e1f7a9c';
const USER = 'somebody-at-home';

const MODULE = `export default ({ tf, task }) => tf.sequential({ layers: [
  tf.layers.flatten({ inputShape: task.inputShape }),
  tf.layers.dense({ units: task.outputs, name: 'own' }),
] });`;

describe('what is exported', function () {
  this.timeout(120_000);
  let home: string;
  before(() => {
    home = join(mkdtempSync(join(tmpdir(), 'nabla-exported-')), USER);
    mkdirSync(home);
  });
  after(() => {
    rmSync(join(home, '..'), { recursive: true });
  });

  const call = async (...args: string[]) => {
    const env = { HOME: home, USERPROFILE: home, USER, NABLA_CACHE_DIR: home, API_TOKEN: TOKEN };
    const { code, stderr } = await nabla(args, { cwd: home, env });
    assert.equal(code, 0, stderr);
  };

  const filesIn = (path: string): string[] =>
    statSync(path).isDirectory() ? readdirSync(path).flatMap((name) => filesIn(join(path, name))) : [path];

  it('names no folder, no user and no secret: weights, ONNX, tfjs, and the log for TensorBoard', async () => {
    writeFileSync(join(home, 'own.mjs'), MODULE);
    const data = { source: 'digits', samples: 60 };
    const spec = { name: 'own', data, model: { module: './own.mjs' }, training: { epochs: 1 } };
    writeFileSync(join(home, 'own.nabla.json'), JSON.stringify(spec));
    await call('train', 'own.nabla.json', '--trust', '--runs', 'runs', '--backend', 'cpu', '--json');
    const [run] = readdirSync(join(home, 'runs'));
    const files = readdirSync(join(home, 'runs', run!)).filter((name) => name.includes('tfevents'));
    const shared = files.map((name) => join(home, 'runs', run!, name));
    for (const format of ['safetensors', 'onnx', 'tfjs']) {
      const out = join(home, `exported-${format}`);
      await call('export', run!, '--runs', 'runs', '--format', format, '--out', out, '--trust');
      shared.push(...filesIn(out));
    }
    assert.ok(shared.length >= 5);
    for (const path of shared) {
      const content = readFileSync(path, 'latin1');
      for (const secret of [TOKEN, USER, tmpdir(), process.cwd()]) {
        assert.ok(!content.includes(secret), `${path} tells ${secret}`);
      }
      if (path.endsWith('safetensors')) assert.match(content, /own\.mjs/);
    }
  });
});
