import assert from 'node:assert/strict';
import { check } from '../../testing/check';

const HEAD = 'import torch\nfrom torch import nn\nimport torch.nn.functional as F\n';

/** Checks a program with one finding, whose advice is told. */
async function once(lines: string, advice: RegExp): Promise<void> {
  const findings = await check(HEAD + lines);
  assert.equal(findings.length, 1);
  assert.match(findings[0]!.message, advice);
}

describe('behind a crash', () => {
  it('sizes that a reshape cannot give are not known', () =>
    once(
      `x = torch.randn(2, 9, 8, 32).reshape(2, 9, 40)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ reshape-element-count
y = nn.Linear(256, 1)(x) + torch.ones(2, 9, 1)
`,
      /write 256/,
    ));

  it('the batch that a reshape cannot give is not known', () =>
    once(
      `x = torch.randn(4, 16, 13, 13).view(-1, 16 * 5 * 5)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ reshape-element-count
y = F.cross_entropy(nn.Linear(400, 10)(x), torch.zeros(4, dtype=torch.long))
`,
      /divides 10816/,
    ));

  it('pictures whose axes were to be flattened are rows', () =>
    once(
      `x = nn.Linear(784, 10)(torch.randn(64, 1, 28, 28))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
y = F.cross_entropy(x, torch.zeros(64, dtype=torch.long))
`,
      /torch\.flatten\(x, 1\)/,
    ));

  it('nothing is known of a batch that was flattened, too', () =>
    once(
      `x = nn.Linear(1600, 10)(torch.randn(100, 64, 5, 5).flatten())
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
y = F.cross_entropy(x, torch.zeros(100, dtype=torch.long))
`,
      /keep the batch where axes are flattened/,
    ));

  it('channels are asked for first, and space is not known where they stand last', () =>
    once(
      `x = nn.Conv2d(3, 10, 5)(torch.randn(20, 100, 100, 3))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
y = F.max_pool2d(x, 2)
`,
      /100 channels.*\.permute\(0, 3, 1, 2\)/,
    ));

  it('space is not known where the kernel is larger', () =>
    once(
      `x = F.conv2d(torch.randn(1, 3, 4, 4), torch.randn(8, 3, 5, 5))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
y = F.max_pool2d(x, 2)
`,
      /kernel's size, 5/,
    ));

  it('nothing is known of what an index of another rank gathers', () =>
    once(
      `x = torch.randn(16, 2).gather(1, torch.zeros(16, dtype=torch.long))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
loss = F.smooth_l1_loss(x, torch.zeros(16, 1))
`,
      /unsqueeze or expand the index/,
    ));

  it('nothing is known of a sequence that gets states for a batch', () =>
    once(
      `h = torch.zeros(1, 8, 16)
x, h = nn.GRU(4, 16, batch_first=True)(torch.randn(8, 4), h)
#      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
y = x[:, -1, :]
`,
      /hidden state of shape \(1, 8, 16\)/,
    ));
});

describe('advice', () => {
  it('moves features that stand before the times', async () => {
    for (const [first, method] of [
      ['True', 'transpose\\(1, 2\\)'],
      ['False', 'permute\\(2, 0, 1\\)'],
    ]) {
      const layer = `nn.LSTM(64, 8, batch_first=${first})`;
      await once(
        `x, _ = ${layer}(torch.randn(16, 64, 48))
#      ${'^'.repeat(layer.length + 25)} shape-mismatch
`,
        new RegExp(`behind the times with \\.${method}`),
      );
    }
  });

  it('tells a product of matrices from one of entries', async () => {
    await once(
      `x = torch.randn(1, 3) * torch.randn(3, 2)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`,
      /write @ for their product/,
    );
    await once(
      `x = torch.randn(1, 3) + torch.randn(3, 2)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`,
      /reshape one of them/,
    );
  });

  it('pads sequences that are stacked', () =>
    once(
      `x = torch.stack([torch.zeros(3, 8), torch.zeros(5, 8)])
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`,
      /nn\.utils\.rnn\.pad_sequence/,
    ));

  it('tells of one-hot rows that are integers', () =>
    once(
      `y = F.one_hot(torch.zeros(8, dtype=torch.long), 10)
loss = F.cross_entropy(torch.randn(8, 10), y)
#      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ type-mismatch
loss = F.cross_entropy(torch.randn(8, 10), y.float()) + F.cross_entropy(torch.randn(8, 10), y.argmax(1))
`,
      /target\.argmax\(1\), or convert the target with \.float\(\)/,
    ));
});
