/** The device "tensorflow" against a stand-in package (see stand-in-tensorflow.ts): found, loaded, trained with, or not. */
import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle, lines, nabla, tiny } from './nabla';
import { canStandIn, installStandIn, MISSING_LIBRARY } from './stand-in-tensorflow';

interface Row {
  backend: string;
  available: boolean;
  detail: string;
}

/** Makes any Node one of version 23 or later in what tfjs-node misses of it. */
const WITHOUT_UTILITIES = `const util = require('util'); delete util.isNullOrUndefined; delete util.isArray;`;

describe('the device "tensorflow"', function () {
  this.timeout(60_000);
  const folders: string[] = [];
  const installed = async (variant: Parameters<typeof installStandIn>[0]): Promise<string> => {
    const folder = await installStandIn(variant);
    folders.push(folder);
    return folder;
  };
  let scratch: string;
  let whole: string;
  before(async function () {
    if (!canStandIn()) this.skip();
    scratch = mkdtempSync(join(tmpdir(), 'nabla-tensorflow-'));
    folders.push(scratch);
    whole = await installed({});
  });
  after(() => {
    for (const folder of folders) rmSync(folder, { recursive: true });
  });

  /** What the doctor finds out about this device. */
  async function doctor(folder: string): Promise<Row> {
    const { code, stdout, stderr } = await nabla(['doctor', '--json'], { env: { NABLA_TENSORFLOW_DIR: folder } });
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
    const { backends } = JSON.parse(stdout) as { backends: Row[] };
    return backends.find(({ backend }) => backend === 'tensorflow')!;
  }

  /** The same by the call that the doctor makes of itself for this device, without those for the others. */
  async function examine(folder: string): Promise<Row> {
    const env = { NABLA_TENSORFLOW_DIR: folder };
    const { code, stdout, stderr } = await nabla(['doctor', '--examine', 'tensorflow'], { env });
    // The package's copy of tfjs would warn of each kernel that it finds registered.
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
    return JSON.parse(stdout) as Row;
  }

  /** What each epoch measured, and on which device. */
  async function train(backend: string, env: NodeJS.ProcessEnv): Promise<{ device: unknown; epochs: unknown[] }> {
    const runs = join(scratch, 'runs');
    const args = ['train', 'digits-cnn', ...tiny, '--backend', backend, '--runs', runs, '--json'];
    const { code, stdout, stderr } = await nabla(args, { env });
    assert.equal(code, 0, stderr);
    assert.equal(stderr, '');
    const [started, ...events] = lines(stdout);
    const epochs = events
      .filter(({ type }) => type === 'epoch')
      .map(({ train, validation }) => ({ train, validation }));
    return { device: started?.device, epochs };
  }

  it('is what the doctor finds, with its versions and its place', async () => {
    const { available, detail } = await doctor(whole);
    assert.ok(available);
    assert.equal(detail, 'TensorFlow 0.0.0-stand-in (tfjs-node-gpu 4.22.0) on the GPU');
  });

  it("trains with the package's backend, also where Node has lost what the package calls", async () => {
    const preload = join(scratch, 'without-utilities.js');
    writeFileSync(preload, WITHOUT_UTILITIES);
    const env = { NABLA_TENSORFLOW_DIR: whole, NODE_OPTIONS: `--require ${preload}` };
    const { device, epochs } = await train('tensorflow', env);
    assert.match(String(device), /^TensorFlow 0\.0\.0-stand-in/);
    assert.equal(epochs.length, 2);
    assert.deepEqual(epochs, (await train('reference', {})).epochs);
  });

  it("differentiates by the engine's gradients, not by those of the package's tfjs", async () => {
    const program = await bundle('test/command-line/gradients.ts', 'gradients');
    const env = { NABLA_TENSORFLOW_DIR: whole };
    const [found, expected] = await Promise.all(['tensorflow', 'reference'].map((id) => nabla([id], { program, env })));
    assert.equal(found!.stderr, '');
    const { device, values } = JSON.parse(found!.stdout) as { device: string; values: unknown };
    assert.equal(device, 'tensorflow');
    assert.deepEqual(values, (JSON.parse(expected!.stdout) as { values: unknown }).values);
  });

  it('says that it computes on the CPU, and why', async () => {
    const { available, detail } = await examine(await installed({ gpu: false }));
    assert.ok(available);
    assert.match(detail, /on the CPU, because .+(:|needs) .*(install|NVIDIA)/);
  });

  /** What is wrong, and what the doctor and a run then both say in one line. */
  const failures: Record<string, [Parameters<typeof installStandIn>[0], RegExp]> = {
    'an interrupted installation': [
      { addon: 'absent' },
      /the native library of \S+tfjs-node-gpu is missing, because .+; remove the folder, then call "Nabla: Install/,
    ],
    'a library that is missing': [
      { addon: 'needy' },
      new RegExp(`does not load \\(${MISSING_LIBRARY} was not found\\); install CUDA 11.2, or use --backend auto$`),
    ],
    'a damaged native library': [{ addon: 'damaged' }, /does not load \(\S+tfjs_binding.node: .+\); remove the folder/],
    'another version': [
      { version: '3.21.0' },
      /is version 3\.21\.0, and the engine's tfjs is 4\.22\.0; .+npm install --prefix \S+ @tensorflow\/tfjs-node-gpu@4\.22\.0/,
    ],
    'code that throws': [{ code: 'throw new Error("no\\nway")' }, /fails when it starts \(no\); call "Nabla: Install/],
    'code that registers nothing': [{ code: '' }, /fails when it starts \(it gives tfjs no backend\)/],
  };
  for (const [what, [variant, expected]] of Object.entries(failures)) {
    it(`names ${what}`, async () => {
      const folder = await installed(variant);
      const { available, detail } = await examine(folder);
      assert.ok(!available);
      assert.match(detail, expected);
      const env = { NABLA_TENSORFLOW_DIR: folder };
      const { code, stdout, stderr } = await nabla(['train', 'digits-cnn', ...tiny, '--backend', 'tensorflow'], {
        env,
      });
      assert.deepEqual({ code, stdout, stderr }, { code: 2, stdout: '', stderr: `nabla: ${detail}\n` });
    });
  }

  it('is told from one that ends its process', async () => {
    const { available, detail } = await doctor(await installed({ code: 'process.abort();' }));
    assert.ok(!available);
    assert.match(detail, /^the backend "tensorflow" ends its process \(SIGABRT\) when it starts/);
  });

  it('says how to install it where it is not', async () => {
    // Outside the repository, whose node_modules may have the real package.
    const program = join(scratch, 'nabla.js');
    copyFileSync(await bundle('nabla.ts', 'nabla-code'), program);
    const { stdout, stderr } = await nabla(['train', 'digits-cnn', '--backend', 'tensorflow'], { program });
    assert.equal(stdout, '');
    assert.match(stderr, /@tensorflow\/tfjs-node-gpu is not installed; call "Nabla: Install TensorFlow GPU Backend…"/);
    assert.match(
      stderr,
      /`npm install --prefix DIR @tensorflow\/tfjs-node-gpu@4\.22\.0` with NABLA_TENSORFLOW_DIR=DIR/,
    );
  });
});
