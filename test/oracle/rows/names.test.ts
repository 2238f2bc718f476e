import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { merged } from '../../../language-server/libraries/call';
import { takenBy } from '../../../language-server/libraries/signature';
import { hasAliases, isExact } from '../../../language-server/libraries/torch/exact';
import { TORCH } from '../../../language-server/libraries/torch/table';
import { requireOracle } from '../pytorch';
import { NEWER } from './newer';

const PYTHON = '/usr/bin/python3';

/** Functions and methods that have a row: at least so many, a function and the method of its name counted once. */
const MIN_NAMES = 600;

/** What a row describes besides public names: what a compiled library, an instance or its iterator brings, a type on either device, functorch's under its later name. */
const INSIDE =
  /^torch\.(ops\.|func\.|_C\.|\?\.|nn\.Module\._|\w+Tensor$|nn\.\w+\.\w+$)|\.forward$|^torch\.Tensor\.shape$|\.DataLoader\.__next__$/;

describe('names of PyTorch’s rows', () => {
  const names = Object.keys(merged(TORCH)).filter((name) => name.startsWith('torch.'));

  it(`are at least ${MIN_NAMES}`, () => {
    const own = names.filter((name) => !name.endsWith('.forward') && !INSIDE.test(name));
    const distinct = new Set(own.map((name) => name.replace(/^torch\.Tensor\.@?/, 'torch.')));
    console.log(`      ${distinct.size} names, ${own.length} with methods beside functions`);
    assert.ok(distinct.size >= MIN_NAMES, String(distinct.size));
  });

  it('take the parameters that layers take, in their order', function () {
    this.timeout(60_000);
    requireOracle(this);
    const rows = Object.entries(merged(TORCH)).filter(
      ([name, { constructs }]) => constructs && /^torch\.nn\.[A-Z]/.test(name),
    );
    const { stdout, status, stderr } = spawnSync(PYTHON, [join(__dirname, 'parameters.py')], {
      input: rows.map(([name, { signature }]) => `${name} ${signature}\n`).join(''),
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
    assert.deepEqual(stdout.split('\n').filter(Boolean), []);
  });

  it('take the parameters that functions take', function () {
    this.timeout(60_000);
    requireOracle(this);
    const lines = Object.entries(merged(TORCH)).flatMap(([name, { signature }]) => {
      const taken = isExact(name) && !NEWER.test(name) ? takenBy(signature, hasAliases(name)) : undefined;
      return taken ? [`${name} ${taken.names.join()} ${taken.places}\n`] : [];
    });
    console.log(`      ${lines.length} functions`);
    const { stdout, status, stderr } = spawnSync(PYTHON, [join(__dirname, 'functions.py')], {
      input: lines.join(''),
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
    assert.deepEqual(stdout.split('\n').filter(Boolean), []);
  });

  it('all exist, but for those that are newer', function () {
    this.timeout(60_000);
    requireOracle(this);
    const asked = names.filter((name) => !INSIDE.test(name));
    const { stdout, status } = spawnSync(PYTHON, [join(__dirname, 'names.py')], {
      input: asked.join('\n'),
      encoding: 'utf8',
    });
    assert.equal(status, 0);
    const newer = asked.filter((name) => NEWER.test(name));
    assert.deepEqual(stdout.split('\n').filter(Boolean), newer);
  });
});
