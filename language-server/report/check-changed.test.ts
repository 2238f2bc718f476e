import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkChanged } from './check-changed';
import { checkFiles } from './check-files';
import { sourceFiles } from './files';
import { KeptFindings, type Kept } from './kept-findings';

/** Edits of the property's one tree; a fault in what a file rests on shows within some ten. */
const EDITS = 80;

/** Counts what is analysed. */
class Counted extends KeptFindings {
  analysed: string[] = [];

  override set(path: string, kept: Kept): void {
    this.analysed.push(path);
    super.set(path, kept);
  }
}

/** Of linear congruences modulo 2^32 (Numerical Recipes): the same edits in every run. */
function drawing(seed: number): (count: number) => number {
  let state = seed;
  return (count) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
}

const width = (value: string): string => `WIDTH = ${value}\ndef made(n):\n    return n\n`;

/** What may stand in any file: modules that give a width, or take it from elsewhere, and programs that need it. */
const TEXTS = [
  ...['6', '7', '8', '9', '10', 'unknown()'].map(width),
  'from a import WIDTH, made\n',
  'from .a import *\n',
  'import b\nWIDTH = b.WIDTH\n',
  'from sub import WIDTH\n',
  'from sub.b import made, WIDTH\n',
  ...['a', 'b', 'sub', 'sub.a', '.a', '..b'].map(
    (module) =>
      `import torch\nfrom ${module} import WIDTH, made\ny = torch.nn.Linear(WIDTH, 3)(torch.zeros(2, 8))\nmade(1, 2)\n`,
  ),
  'WIDTH = 9\0',
  'def (:\n',
];

const PATHS = [
  'a.py',
  'b.py',
  'main.py',
  'test.py',
  'sub/__init__.py',
  'sub/a.py',
  'sub/b.py',
  'sub/main.py',
  'a/c.py',
];

describe('a check of what has changed', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'nabla-changed-'));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  const cache = join(folder, 'cache');
  const keeping = (code = 'ours'): Counted => new Counted(cache, process.cwd(), code);
  const fresh = async (files: string[]): Promise<string> =>
    JSON.stringify((await checkFiles(files)).map(({ checked }) => checked));

  /** What is told, which is what a check without anything kept tells, and what was analysed for it. */
  async function checked(files: string[], kept = keeping()): Promise<{ told: string; analysed: string[] }> {
    const told = JSON.stringify(await checkChanged(files, kept));
    assert.equal(told, await fresh(files));
    return { told, analysed: kept.analysed };
  }

  function put(tree: string, path: string, text: string): string {
    const file = join(tree, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  }

  it('tells what a check of all does, whatever was edited, added or removed', async () => {
    const draw = drawing(5);
    const tree = join(folder, 'tree');
    mkdirSync(tree);
    const told = new Set<string>();
    for (let i = 0; i < EDITS; i++) {
      const path = PATHS[draw(PATHS.length)]!;
      // A file may come where a folder was.
      rmSync(join(tree, path), { recursive: true, force: true });
      if (draw(4) > 0) put(tree, path, TEXTS[draw(TEXTS.length)]!);
      told.add((await checked(sourceFiles([tree]))).told);
      assert.deepEqual((await checked(sourceFiles([tree]))).analysed, []);
    }
    assert.ok(told.size > EDITS / 5, `${told.size} outcomes are different`);
  });

  it('analyses what an edit reaches, and nothing else', async () => {
    const tree = join(folder, 'reached');
    const [a, main, other] = [
      put(tree, 'a.py', width('8')),
      put(tree, 'main.py', 'from a import WIDTH\nimport torch\ntorch.nn.Linear(WIDTH, 3)(torch.zeros(2, 8))\n'),
      put(tree, 'other.py', 'import torch\n'),
    ];
    const files = [a, main, other];
    assert.deepEqual((await checked(files)).analysed, files);
    assert.deepEqual((await checked(files)).analysed, []);
    const { atime, mtime } = statSync(a);
    put(tree, 'a.py', width('9'));
    utimesSync(a, atime, mtime);
    assert.deepEqual((await checked(files)).analysed, [a, main]);
    put(tree, 'torchvision.py', 'x = 1\n');
    assert.deepEqual((await checked(files)).analysed, []);
    put(tree, 'a/__init__.py', width('8'));
    assert.deepEqual((await checked(files)).analysed, [main]);
  });

  it('analyses what imports a file that could not be read, once it can', async () => {
    const tree = join(folder, 'unread');
    put(tree, 'a.py', 'WIDTH = 9\0');
    const files = [put(tree, 'main.py', 'from a import WIDTH\nimport torch\ntorch.zeros(WIDTH) + torch.zeros(8)\n')];
    const before = (await checked(files)).told;
    assert.deepEqual((await checked(files)).analysed, []);
    put(tree, 'a.py', 'WIDTH = 9\n');
    const { told, analysed } = await checked(files);
    assert.deepEqual(analysed, files);
    assert.notEqual(told, before);
  });

  it('analyses all where our own code is another', async () => {
    const files = [put(join(folder, 'code'), 'a.py', width('8'))];
    assert.deepEqual((await checked(files)).analysed, files);
    assert.deepEqual((await checked(files)).analysed, []);
    assert.deepEqual((await checked(files, keeping('other'))).analysed, files);
  });

  it('tells cells of a notebook by their numbers, which may be all that has changed', async () => {
    const cell = (type: string, source: string): object => ({ cell_type: type, source });
    const code = cell('code', 'import torch\ny = torch.nn.Linear(9, 3)(torch.zeros(2, 8))\n');
    const tree = join(folder, 'notebook');
    const write = (...cells: object[]): string => put(tree, 'n.ipynb', JSON.stringify({ metadata: {}, cells }));
    const files = [write(code)];
    await checked(files);
    assert.deepEqual((await checked(files)).analysed, []);
    write(cell('markdown', 'Of shapes'), code);
    assert.deepEqual((await checked(files)).analysed, files);
  });
});
