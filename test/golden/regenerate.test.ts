/** The committed goldens are what the scripts make: they are made again, where this machine has PyTorch. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { goldens } from './goldens';

/** Debian's python3-torch belongs to the system's interpreter, which need not be the first on PATH. */
const interpreters = ['/usr/bin/python3', 'python3'];

/** All: some seconds. */
const OPERATORS = [...new Set(goldens.map(({ op }) => op))];

const NETWORKS = ['cnn', 'lstm', 'transformer'];

/** Those whose weights are exchanged. */
const EXCHANGED = ['mlp', 'cnn', 'normalized', 'lstm', 'gru', 'transformer'];

/** Importing PyTorch alone takes some seconds on a busy machine. */
const TIMEOUT = 120_000;

/** Bytes of a script's output: several times what it writes. */
const OUTPUT = 2 ** 24;

const python = interpreters.find(
  (program) => spawnSync(program, ['-c', 'import torch'], { stdio: 'ignore' }).status === 0,
);
const script = (name: string) => path.join(__dirname, name);

/** Each golden is a line. */
const lines = (text: string) => text.split('\n').map((line) => line.replace(/,$/, ''));

const missing = (wanted: string[], present: string[]): string[] => {
  const known = new Set(present);
  return wanted.filter((line) => !known.has(line));
};

describe("the goldens made again with this machine's PyTorch", function () {
  this.timeout(TIMEOUT);

  before(function () {
    if (python) return;
    assert.notEqual(process.env.NABLA_CI, '1', 'NABLA_CI=1 needs PyTorch: apt-get install python3-torch');
    this.skip();
  });

  const make = (program: string, chosen: string[]) =>
    lines(execFileSync(python!, [script(program), ...chosen], { encoding: 'utf8', maxBuffer: OUTPUT }));

  it('are the committed gradients', () => {
    const [made, committed] = [make('make.py', OPERATORS), lines(readFileSync(script('gradients.json'), 'utf8'))];
    assert.deepEqual(missing(made, committed), []);
    assert.deepEqual(missing(committed, made), []);
  });

  for (const name of ['losses', 'metrics']) {
    it(`are the committed ${name}`, () => {
      const committed = lines(readFileSync(script(`${name}.json`), 'utf8'));
      const chosen = [...new Set(committed.flatMap((line) => /^{"\w+":"(\w+)"/.exec(line)?.[1] ?? []))];
      assert.deepEqual(make(`make_${name}.py`, chosen), committed);
    });
  }

  it('are the committed trajectories', () => {
    const made = make('make_trajectories.py', NETWORKS);
    assert.ok(made.length > NETWORKS.length);
    assert.deepEqual(missing(made, lines(readFileSync(script('trajectories.json'), 'utf8'))), []);
  });

  it('are the committed weights and exported models', () => {
    const made = make('make_exchange.py', EXCHANGED);
    assert.ok(made.length > EXCHANGED.length);
    assert.deepEqual(missing(made, lines(readFileSync(script('exchange.json'), 'utf8'))), []);
  });
});
