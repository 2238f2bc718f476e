import assert from 'node:assert/strict';
import { analyze } from '../testing/check';
import { candidates } from './candidates';
import { applied, mends } from './mends';

/** The titles of the candidates that mend the program's only finding. */
async function mending(text: string): Promise<string[]> {
  const before = await analyze(text);
  assert.equal(before.findings.length, 1);
  const found: string[] = [];
  for (const fix of candidates(text, before.findings[0]!))
    if (mends(before, await analyze(applied(text, fix)))) found.push(fix.title);
  return found;
}

const HEAD = 'import torch\nfrom torch import nn\n';

describe('fixes that the analysis confirms', () => {
  it('flatten before a linear layer', async () => {
    const text = `${HEAD}fc = nn.Linear(784, 10)\nx = torch.randn(8, 1, 28, 28)\ny = fc(x)\n`;
    assert.deepEqual(await mending(text), ['Flatten the axes after the batch']);
  });

  it('insert nn.Flatten() into a container', async () => {
    const text = `${HEAD}net = nn.Sequential(nn.ReLU(), nn.Linear(784, 10))\ny = net(torch.randn(8, 1, 28, 28))\n`;
    assert.deepEqual(await mending(text), ['Insert nn.Flatten() before this layer']);
  });

  it('insert no layer beside one that stands alone', async () => {
    const text = `${HEAD}fc = nn.Linear(784, 10)\nfc(torch.randn(8, 1, 28, 28))\n`;
    assert.deepEqual(await mending(text), []);
  });

  it('move the channels of sequences', async () => {
    const text = `${HEAD}conv = nn.Conv1d(64, 8, 3)\nx = torch.randn(8, 20, 64)\ny = conv(x)\n`;
    assert.deepEqual(await mending(text), ['Move the channels of (N, L, C) before the length']);
  });

  it('move channels that stand last', async () => {
    const text = `${HEAD}conv = nn.Conv2d(3, 8, 3)\nx = torch.randn(8, 28, 28, 3)\ny = conv(x)\n`;
    assert.deepEqual(await mending(text), ['Move the channels of (N, H, W, C) before the space']);
  });

  for (const [product, fixes] of [
    ['w @ x', ['Swap the operands: x @ w', 'Transpose the second operand: w @ x.transpose(-2, -1)']],
    [
      'torch.matmul(w, x)',
      ['Swap the operands: torch.matmul(x, w)', 'Transpose the second operand: torch.matmul(w, x.transpose(-2, -1))'],
    ],
    ['w.mm(x)', ['Swap the operands: x.mm(w)', 'Transpose the second operand: w.mm(x.transpose(-2, -1))']],
    ['x @ x', ['Transpose the second operand: x @ x.transpose(-2, -1)']],
  ] as const) {
    it(`change the operands of ${product}`, async () => {
      const made =
        product === 'x @ x' ? 'x = torch.randn(4, 8)' : 'w, x = torch.randn(8, 8, 1)[..., 0], torch.randn(3, 8)';
      assert.deepEqual(await mending(`${HEAD}${made}\ny = ${product}\n`), fixes);
    });
  }

  it('say that batches come first', async () => {
    const call = 'y, _ = lstm(torch.randn(32, 5, 10), (torch.zeros(1, 32, 20), torch.zeros(1, 32, 20)))';
    const text = `${HEAD}lstm = nn.LSTM(10, 20)\n${call}\n`;
    assert.deepEqual(await mending(text), ['Add batch_first=True to nn.LSTM(10, 20)']);
  });

  it('pad a convolution, or all of them, where sizes must stay', async () => {
    const one = `${HEAD}conv = nn.Conv2d(3, 3, 3)\nx = torch.randn(8, 3, 28, 28)\ny = x + conv(x)\n`;
    assert.deepEqual(await mending(one), ['Add padding="same" to nn.Conv2d(3, 3, 3)']);
    const two = `${HEAD}net = nn.Sequential(nn.Conv2d(3, 3, 3), nn.Conv2d(3, 3, (5, 5),))\nx = torch.randn(8, 3, 28, 28)\ny = x + net(x)\n`;
    assert.deepEqual(await mending(two), ['Add padding="same" to 2 layers']);
  });

  it('pad no convolution that is padded, nor one with steps', async () => {
    for (const more of ['1, 0', 'padding=0', 'stride=2']) {
      const text = `${HEAD}conv = nn.Conv2d(3, 3, 3, ${more})\nx = torch.randn(8, 3, 28, 28)\ny = x + conv(x)\n`;
      assert.deepEqual(await mending(text), []);
    }
  });

  it('are none where nothing of the kind fits', async () => {
    const text = `${HEAD}fc = nn.Linear(100, 10)\nx = torch.randn(8, 1, 28, 28)\ny = fc(x)\n`;
    assert.deepEqual(await mending(text), []);
  });
});
