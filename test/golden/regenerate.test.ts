/** The committed goldens are what the scripts make: some are made again, where this machine has PyTorch. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Debian's python3-torch belongs to the system's interpreter, which need not be the first on PATH. */
const interpreters = ['/usr/bin/python3', 'python3'];

/** Operators of every family of twins. */
const SAMPLE = ['Tanh', 'Pow', 'Sum', 'GatherV2', 'BatchMatMul', 'Conv2D', 'MaxPool', 'LRN', 'ResizeBilinear'];

/** Importing PyTorch alone takes some seconds on a busy machine. */
const TIMEOUT = 120_000;

const python = interpreters.find(
  (program) => spawnSync(program, ['-c', 'import torch'], { stdio: 'ignore' }).status === 0,
);
const script = (name: string) => path.join(__dirname, name);
const lines = (text: string) => text.split('\n').map((line) => line.replace(/,$/, ''));

describe("the goldens made again with this machine's PyTorch", function () {
  this.timeout(TIMEOUT);

  before(function () {
    if (python) return;
    assert.notEqual(process.env.NABLA_CI, '1', 'NABLA_CI=1 needs PyTorch: apt-get install python3-torch');
    this.skip();
  });

  it('are the committed gradients', () => {
    const made = execFileSync(python!, ['-B', script('make.py'), ...SAMPLE], { encoding: 'utf8' });
    const committed = new Set(lines(readFileSync(script('gradients.json'), 'utf8')));
    const differing = lines(made).filter((line) => !committed.has(line));
    assert.deepEqual(differing, []);
    assert.ok(lines(made).length > SAMPLE.length);
  });
});
