/** The committed goldens are what the scripts make: some are made again, where this machine has PyTorch. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Debian's python3-torch belongs to the system's interpreter, which need not be the first on PATH. */
const interpreters = ['/usr/bin/python3', 'python3'];

/** Operators of every family of twins. */
const OPERATORS = ['Tanh', 'Pow', 'Sum', 'GatherV2', 'BatchMatMul', 'Conv2D', 'MaxPool', 'LRN', 'ResizeBilinear'];

const NETWORKS = ['cnn', 'lstm', 'transformer'];

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

  /** Each golden is a line of its file. */
  function check(program: string, chosen: string[], file: string): void {
    const made = lines(execFileSync(python!, [script(program), ...chosen], { encoding: 'utf8' }));
    const committed = new Set(lines(readFileSync(script(file), 'utf8')));
    assert.ok(made.length > chosen.length);
    assert.deepEqual(
      made.filter((line) => !committed.has(line)),
      [],
    );
  }

  it('are the committed gradients', () => {
    check('make.py', OPERATORS, 'gradients.json');
  });

  it('are the committed trajectories', () => {
    check('make_trajectories.py', NETWORKS, 'trajectories.json');
  });
});
