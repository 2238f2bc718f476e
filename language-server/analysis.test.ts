import assert from 'node:assert/strict';
import { createAnalyzer, type Analyzer } from './analysis';
import { Lines } from './syntax/lines';

const HEAD = 'import torch\nfrom torch import nn\n';
const FAULT = 'y = torch.ones(2, 3) @ torch.ones(2, 3)\n';

describe('analysis of hostile programs', () => {
  let analyzer: Analyzer;
  before(async () => {
    analyzer = await createAnalyzer((fault) => {
      throw fault;
    });
  });
  const analyze = (text: string): ReturnType<Analyzer['analyze']> =>
    analyzer.analyze({ path: 'a.py', language: 'python', text });
  const nested = (open: string, close: string, count: number): string => open.repeat(count) + close.repeat(count);

  const HOSTILE: Record<string, string> = {
    'half-typed lines': `${HEAD}class Net(nn.Module\n  def forward(self, x:\n    x = self.\n    return nn.Linear(`,
    '10,000 nested brackets': `x = ${nested('(', ')', 10_000)}`,
    '10,000 open brackets': `x = ${'['.repeat(10_000)}`,
    'a chain of 5,000 operators': `x = ${'1 + '.repeat(5_000)}1`,
    '1,000 elif': `if a:\n  pass\n${Array.from({ length: 1000 }, (_, i) => `elif b == ${i}:\n  x = ${i}\n`).join('')}`,
    '200 dependent calls': `def f0(x):\n  return x\n${Array.from({ length: 200 }, (_, i) => `def f${i + 1}(x):\n  return f${i}(f${i}(x))\n`).join('')}f200(3)`,
    recursion: 'def f(x):\n  return f(f(x))\nf(f)\n',
    'a class of itself': 'class A(A):\n  x = A()\nA().a.b()()\nclass B: pass\nB.b = B\nB.b.b.b = [B]\n',
    'an unbounded loop': 'x = 1\nwhile True:\n  x = x * 2\n  y = [x] * x\n',
    'arrays of lists in themselves':
      'import numpy as np, torch\na = []\na.append(a)\na.append(a)\nb = np.array(a)\nc = torch.tensor([a, a])\n',
    'arrays of shared lists': `import numpy as np, torch\na = [1, 2]\n${'a = [a, a]\n'.repeat(40)}b = np.array(a)\nc = torch.tensor(a)\n`,
    'a list in itself': 'a = []\na.append(a)\nb = {"a": a}\nb["b"] = b\nprint(a, b)\nf(a, b)\n',
    'lone surrogates': `x = "\uD800"\ny = \uDC00\n`,
    'an object prototype':
      '__proto__ = 3\nconstructor = toString = 4\nx.__proto__.y = constructor\ntorch.__proto__(3)\n',
    nothing: '',
  };
  for (const [name, text] of Object.entries(HOSTILE)) {
    it(`survives ${name}`, () => {
      const { findings } = analyze(text);
      assert.deepEqual(findings, []);
    });
  }

  for (const [name, prefix, line, column] of [
    ['a byte order mark', '\uFEFF', 3, 5],
    ['CRLF', HEAD.replaceAll('\n', '\r\n') + '\r\n', 6, 5],
    ['emoji and a lone surrogate', 's = "😀\uD800"; ', 1, 16],
  ] as const) {
    it(`gives exact columns after ${name}`, () => {
      const body = name.startsWith('emoji') ? `import torch; ${prefix}${FAULT}` : `${prefix}${HEAD}${FAULT}`;
      const [finding] = analyze(body).findings;
      const lines = new Lines(body);
      assert.equal(body.slice(finding!.range.start, finding!.range.end), FAULT.slice(4, -1));
      const shift = name.startsWith('emoji') ? 'import torch; '.length : 0;
      assert.deepEqual([lines.line(finding!.range.start), lines.column(finding!.range.start)], [line, column + shift]);
    });
  }

  it('gives the same answer twice', () => {
    const text = `${HEAD}def f(x):\n  B, C = x.shape\n  return x.view(B * C)\n${FAULT}`;
    assert.deepEqual(analyze(text).findings, analyze(text).findings);
    assert.deepEqual(
      analyze(text).claims.map(({ line, name }) => [line, name]),
      analyze(text).claims.map(({ line, name }) => [line, name]),
    );
  });
});

describe('claims of a function that is called in several ways', () => {
  const claimsOf = async (calls: string): Promise<unknown[]> => {
    const text = `${HEAD}def f(x):\n  y = torch.relu(x)\n  return y\n${calls}`;
    const { claims } = (await createAnalyzer()).analyze({ path: 'a.py', language: 'python', text });
    return claims.filter(({ name }) => name === 'y').map(({ shape }) => shape && [shape.open, ...shape.dimensions]);
  };

  it('are all shapes that it is called with', async () => {
    const shapes = await claimsOf('f(torch.ones(2))\nf(torch.ones(3, 4))\nf(torch.ones(2))\n');
    assert.deepEqual(shapes, [
      [false, 2],
      [false, 3, 4],
    ]);
  });

  it('are what is common where one of the shapes is not known', async () => {
    assert.deepEqual(await claimsOf('import other\nf(torch.ones(2))\nf(torch.cat([other.a, other.b]))\n'), [[true]]);
    const partly = 'f(torch.nn.Linear(3, 2)(torch.cat([other.a, other.b])))\nf(torch.ones(5, 2))\n';
    assert.deepEqual(await claimsOf(`import other\n${partly}`), [[true, 2]]);
  });

  it('are none where it is called with more shapes than are told apart', async () => {
    const calls = Array.from({ length: 70 }, (_, i) => `f(torch.ones(${i + 1}))\n`).join('');
    assert.deepEqual(await claimsOf(calls), [null]);
  });

  it('tell what the target of a statement of several lines held before', async () => {
    const text = `${HEAD}x = torch.ones(2, 6)\nx = x.view(\n  3, 4)\nx = x.view(12)\n`;
    const { claims } = (await createAnalyzer()).analyze({ path: 'a.py', language: 'python', text });
    assert.deepEqual(
      claims.map(({ line, before }) => [line, before?.dimensions]),
      [
        [3, undefined],
        [4, [2, 6]],
        [6, undefined],
      ],
    );
  });
});
