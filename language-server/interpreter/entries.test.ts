import assert from 'node:assert/strict';
import { analyze, shapesOf } from '../testing/check';

const HEAD = 'import torch\nimport other\n';
const FAULT = 'torch.ones(2, 3) @ torch.ones(2, 3)';

/** Some 20,000 evaluations. */
const BUSY = `for i in range(200):
    x = torch.ones(i + 1, 2)${' * 1 + 1'.repeat(25)}
`;

describe('functions that nothing calls', () => {
  const many = (count: number): string =>
    Array.from({ length: count }, (_, i) => `def f${i}():\n  ${BUSY}  return torch.ones(5)\n`).join('');

  it('are each looked at, however much the others take', async () => {
    const { findings } = await analyze(`${HEAD}${many(20)}def last():\n  return ${FAULT}\n`);
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['shape-mismatch'],
    );
  });

  it('claim what others would have joined only where they are not cut short', async () => {
    const called = 'def g(x):\n  z = x + 1\n';
    const cut = `def f():\n  first = torch.ones(4)\n  g(first)\n  ${BUSY}  ${BUSY}  g(torch.ones(2))\n`;
    assert.deepEqual(await shapesOf(HEAD + cut + called), ['first: (4,)']);
  });

  it('are seen by methods first', async () => {
    const net = 'class Net:\n  def forward(self):\n    y = torch.ones(2, 3)\n';
    assert.ok((await shapesOf(`${HEAD}${many(20)}${net}`)).includes('y: (2, 3)'));
  });
});

describe('loops of unknown length', () => {
  it('do not cost more with each that is around them', async () => {
    const depth = 14;
    const loops = Array.from({ length: depth }, (_, i) => `${' '.repeat(i)}while other.f():\n`).join('');
    const { findings } = await analyze(`${HEAD}${loops}${' '.repeat(depth)}y = ${FAULT}\n`);
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['shape-mismatch'],
    );
  });

  it('tell of the turn that stands for all, not of the ones before', async () => {
    const loop = 'x = torch.ones(1, 3)\nfor i in other.f():\n  y = x * 2\n  x = torch.cat([x, x])\n';
    const found = await shapesOf(HEAD + loop);
    assert.deepEqual(
      found.map((claim) => claim.replace(/\bn\d+\b/g, 'n')),
      ['x: (1, 3)', 'y: ?', 'x: ?'],
    );
  });
});

describe('tests of a class', () => {
  it('start from what its setUp makes', async () => {
    const found = await shapesOf(`${HEAD}import unittest
class TestNet(unittest.TestCase):
  def setUp(self):
    self.data = torch.ones(2, 3)
  def test_sum(self):
    x = self.data.sum(0)
`);
    assert.ok(found.includes('x: (3,)'));
  });
});

describe('a product that cannot be', () => {
  it('is told once: nothing is claimed of what it would give', async () => {
    const program =
      'def f(q, k):\n  s = q @ k.transpose(1, 2)\n  return s @ k\nf(torch.ones(2, 4, 6, 8), torch.ones(2, 4, 7, 8))\n';
    const { findings } = await analyze(HEAD + program);
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['shape-mismatch'],
    );
  });
});
