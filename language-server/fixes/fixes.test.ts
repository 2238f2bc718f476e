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

  it('move channels that stand last', async () => {
    const text = `${HEAD}conv = nn.Conv2d(3, 8, 3)\nx = torch.randn(8, 28, 28, 3)\ny = conv(x)\n`;
    assert.deepEqual(await mending(text), ['Move the channels of (N, H, W, C) before the space']);
  });

  it('are none where nothing of the kind fits', async () => {
    const text = `${HEAD}fc = nn.Linear(100, 10)\nx = torch.randn(8, 1, 28, 28)\ny = fc(x)\n`;
    assert.deepEqual(await mending(text), []);
  });
});
