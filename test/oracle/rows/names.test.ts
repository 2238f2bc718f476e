import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { TORCH } from '../../../language-server/libraries/torch/table';
import { obstacle } from '../pytorch';

const PYTHON = '/usr/bin/python3';

/** Functions and methods that have a row: at least so many, a function and the method of its name counted once. */
const MIN_NAMES = 600;

/** Rows for PyTorch 2, which Debian's 1.13 lacks: their documentation says what they do. */
const NEWER =
  /^torch\.(nn\.(Buffer|RMSNorm|Dropout1d|CircularPad\dd|ZeroPad[13]d|functional\.(rms_norm|scaled_dot_product_attention)|Module\.compile)|compiler\.is_compiling|onnx\.is_in_onnx_export|special\.log_softmax)/;

/** What a row describes besides public names: what a compiled library, an instance or its iterator brings. */
const INSIDE =
  /^torch\.(ops\.|_C\.|nn\.Module\._|\w+Tensor$|nn\.\w+\.\w+$)|\.forward$|^torch\.Tensor\.shape$|\.DataLoader\.__next__$/;

describe('names of PyTorch’s rows', () => {
  const names = Object.keys(TORCH).filter((name) => name.startsWith('torch.'));

  it(`are at least ${MIN_NAMES}`, () => {
    const own = names.filter((name) => !name.endsWith('.forward') && !INSIDE.test(name));
    const distinct = new Set(own.map((name) => name.replace(/^torch\.Tensor\.@?/, 'torch.')));
    console.log(`      ${distinct.size} names, ${own.length} with methods beside functions`);
    assert.ok(distinct.size >= MIN_NAMES, String(distinct.size));
  });

  it('all exist', function () {
    this.timeout(60_000);
    const missing = obstacle();
    if (missing !== undefined) {
      assert.notEqual(process.env.NABLA_CI, '1', `NABLA_CI=1 needs PyTorch: ${missing}`);
      this.skip();
    }
    const asked = names.filter((name) => !NEWER.test(name) && !INSIDE.test(name));
    const { stdout, status } = spawnSync(PYTHON, [join(__dirname, 'names.py')], {
      input: asked.join('\n'),
      encoding: 'utf8',
    });
    assert.equal(status, 0);
    assert.equal(stdout.trim(), '');
  });
});
