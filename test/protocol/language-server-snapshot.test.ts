/** The snapshot that later starts of the language server go on from, and that none is worse off for it. */
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { snapshotPath, startServer } from '../../language-server/process/contract';
import { open } from '../../language-server/process/conversation';
import { keepSnapshot } from '../../language-server/process/kept-snapshot';
import { givenTrees } from '../../language-server/process/warm-up';
import { START_MILLISECONDS } from './network';

/** The bundles that a snapshot is made of, by their names. */
const BUNDLES = {
  server: 'language-server/start.ts',
  'server-code': 'language-server/serve.ts',
  'server-snapshot': 'language-server/process/snapshot.ts',
};

const PLUGIN = join(__dirname, '..', '..', 'extension', 'development', 'imports-nothing.mjs');

/** Programs that no snapshot was warmed up with, each with one mistake or none. */
const TEXTS = [
  'import torch\n\nx = torch.zeros(2, 3)\nx @ torch.zeros(2, 3)\n',
  'import numpy as np\n\nx = np.zeros((2, 3)).reshape(7)\n',
  'import torch\n\nx = torch.zeros(2, 3)\nx @ torch.zeros(3, 2)\n',
];
const FOUND = [['shape-mismatch'], ['reshape-element-count'], []];

describe("the language server's snapshot", function () {
  this.timeout(2 * START_MILLISECONDS);
  let folder: string;
  let module: string;
  let path: string;
  let whole: Buffer;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'nabla-snapshot-'));
    module = join(folder, 'server.js');
    await build({
      bundle: true,
      platform: 'node',
      target: 'node20',
      mainFields: ['module', 'main'],
      logOverride: { 'require-resolve-not-external': 'silent' },
      plugins: [((await import(PLUGIN)) as { importsNothing: Plugin }).importsNothing],
      absWorkingDir: join(__dirname, '..', '..'),
      entryPoints: BUNDLES,
      outdir: folder,
    });
    for (const name of ['tree-sitter.wasm', 'tree-sitter-python.wasm']) {
      copyFileSync(join(dirname(require.resolve('@vscode/tree-sitter-wasm')), name), join(folder, name));
    }
    path = snapshotPath(module, folder)!;
    await keepSnapshot(module, folder, givenTrees);
    whole = readFileSync(path);
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  /** What a server finds, and whether it goes on from a snapshot. */
  async function started(): Promise<{ found: string[][]; isQuick: boolean }> {
    const server = await startServer(module, folder);
    try {
      return { found: await open(channelTo(server), TEXTS), isQuick: server.spawnargs.includes('--snapshot-blob') };
    } finally {
      server.kill();
    }
  }

  it('is there, and a server that goes on from it finds what others find', async () => {
    assert.ok(whole.length > 0);
    assert.deepEqual(await started(), { found: FOUND, isQuick: true });
  });

  const damages: Record<string, () => void> = {
    'cut off': () => {
      truncateSync(path, whole.length / 2);
    },
    'almost empty': () => {
      truncateSync(path, 1);
    },
    'changed in one bit': () => {
      const bytes = Buffer.from(whole);
      bytes[whole.length >> 1]! ^= 1;
      writeFileSync(path, bytes);
    },
    'of another Node': () => {
      const bytes = Buffer.from(whole);
      bytes.write('1', bytes.indexOf(process.versions.node));
      writeFileSync(path, bytes);
    },
    'something else': () => {
      writeFileSync(path, 'something else');
    },
  };
  for (const [what, damage] of Object.entries(damages)) {
    it(`is done without, and taken away, where it is ${what}`, async () => {
      writeFileSync(path, whole);
      damage();
      assert.deepEqual(await started(), { found: FOUND, isQuick: false });
      assert.ok(!existsSync(path));
    });
  }

  it('is of one bundle, and of one set of options', () => {
    const { NODE_OPTIONS: options } = process.env;
    const code = join(folder, 'server-code.js');
    const bytes = readFileSync(code);
    try {
      writeFileSync(code, Buffer.concat([bytes, Buffer.from(' ')]));
      assert.notEqual(snapshotPath(module, folder), path);
      writeFileSync(code, bytes);
      assert.equal(snapshotPath(module, folder), path);
      process.env.NODE_OPTIONS = '--max-old-space-size=500';
      assert.notEqual(snapshotPath(module, folder), path);
    } finally {
      if (options === undefined) delete process.env.NODE_OPTIONS;
      else process.env.NODE_OPTIONS = options;
    }
  });

  it('is not tried to make again where it cannot be made', async () => {
    rmSync(join(folder, 'server-snapshot.js'));
    rmSync(path, { force: true });
    await keepSnapshot(module, folder, givenTrees);
    assert.equal(statSync(path).size, 0);
    assert.deepEqual(await started(), { found: FOUND, isQuick: false });
    assert.ok(existsSync(path));
  });
});

const channelTo = (server: ChildProcess): Parameters<typeof open>[0] => ({
  send: (message) => server.send(message),
  hear: (listener) => server.on('message', listener),
});
