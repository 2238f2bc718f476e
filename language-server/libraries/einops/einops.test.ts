import assert from 'node:assert/strict';
import { analyze, check, shapesOf } from '../../testing/check';

const HEAD = `import numpy as np
import tensorflow as tf
import torch
from torch import nn
import einops
from einops import pack, parse_shape, rearrange, reduce, repeat, unpack
from einops.layers.torch import Rearrange, Reduce
`;

const shapes = (body: string): Promise<string[]> => shapesOf(HEAD + body);

const SEED = 2026;

/** A generator of whole numbers below a limit: Lehmer's, modulo 2³¹ − 1. */
function drawer(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state * 48_271) % 0x7fffffff;
    return state % limit;
  };
}

const shuffled = <T>(items: readonly T[], draw: (limit: number) => number): T[] =>
  items
    .map((item) => ({ item, key: draw(1 << 20) }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);

/** An elementary axis and its size. */
type Axis = readonly [name: string, size: number];

/** The axes in runs of up to three, each an axis of a tensor. */
function grouped(axes: readonly Axis[], draw: (limit: number) => number): Axis[][] {
  const groups: Axis[][] = [];
  for (let i = 0; i < axes.length; i += groups.at(-1)!.length) groups.push(axes.slice(i, i + 1 + draw(3)));
  return groups;
}

const written = (groups: readonly Axis[][]): string =>
  groups.map((group) => (group.length === 1 ? group[0]![0] : `(${group.map(([name]) => name).join(' ')})`)).join(' ');

const sizesOf = (groups: readonly Axis[][]): number[] =>
  groups.map((group) => group.reduce((product, [, size]) => product * size, 1));

interface Sample {
  call: (input: readonly number[]) => string;
  input: number[];
  output: number[];
  /** An axis that is composed of several, and the product of those parts that are passed. */
  composed: { at: number; known: number } | undefined;
}

/** A pattern made from axes whose sizes are chosen first, so that both shapes are known without reading it. */
function sample(draw: (limit: number) => number): Sample {
  const axes = 'abcdefg'
    .split('')
    .slice(0, 2 + draw(5))
    .map((name): Axis => [name, 2 + draw(4)]);
  const left = grouped(axes, draw);
  const [kept, added] = [axes.filter(() => draw(4) > 0), [['k', 2 + draw(3)] as Axis]];
  const operation = (['rearrange', 'reduce', 'repeat'] as const)[draw(3)]!;
  const to = { rearrange: axes, reduce: kept, repeat: [...axes, ...added] }[operation];
  const right = grouped(shuffled(to, draw), draw);
  const passed = left.flatMap((group) => group.slice(1));
  const given = [...passed, ...(operation === 'repeat' ? added : [])];
  const rest = [...(operation === 'reduce' ? ["'max'"] : []), ...given.map(([name, size]) => `${name}=${size}`)].map(
    (each) => `, ${each}`,
  );
  const at = left.findIndex((group) => group.length > 1);
  const known = (left[at] ?? []).slice(1).reduce((product, [, size]) => product * size, 1);
  return {
    call: (input) =>
      `${operation}(torch.zeros(${input.join(', ')}), '${written(left)} -> ${written(right)}'${rest.join('')})`,
    input: sizesOf(left),
    output: sizesOf(right),
    composed: at < 0 ? undefined : { at, known },
  };
}

const draws = drawer(SEED);
const samples = Array.from({ length: 150 }, () => sample(draws));

describe('einops', () => {
  it('gives what its patterns are made of', async () => {
    const text = samples.map(({ call, input }) => `y = ${call(input)}`).join('\n');
    const expected = samples.map(({ output }) => `y: (${output.join(', ')}${output.length === 1 ? ',' : ''})`);
    assert.deepEqual(await shapes(text), expected);
    await check(HEAD + text);
  });

  it('refuses an axis that is no multiple of its parts', async () => {
    const wrong = samples.flatMap(({ call, input, composed }) =>
      composed ? [call(input.with(composed.at, input[composed.at]! + composed.known - 1))] : [],
    );
    const { findings } = await analyze(HEAD + wrong.map((call) => `y = ${call}`).join('\n'));
    assert.ok(wrong.length > 50);
    assert.deepEqual(new Set(findings.map(({ rule }) => rule)), new Set(['shape-mismatch']));
    assert.equal(findings.length, wrong.length);
  });

  it('an ellipsis stands for any number of axes, also within brackets on the right', async () => {
    const found = await shapes(`x = torch.zeros(2, 3, 4, 5)
a = rearrange(x, '... a b -> ... b a')
b = rearrange(x, 'n ... -> n (...)')
c = reduce(x, 'n ... c -> n c', 'sum')
d = rearrange(x, 'n c ... -> ... (n c)')
e = rearrange(x, 'a b c d ... -> (a b) ... c d')
f = repeat(x, '... -> ... k', k=2)
g = reduce(x, 'b c ... -> b c 1 1', 'mean')
`);
    assert.deepEqual(found.slice(1), [
      ...['a: (2, 3, 5, 4)', 'b: (2, 60)', 'c: (2, 5)', 'd: (4, 5, 6)', 'e: (6, 4, 5)', 'f: (2, 3, 4, 5, 2)'],
      'g: (2, 3, 1, 1)',
    ]);
  });

  it('numbers, ones and lists', async () => {
    const found = await shapes(`x = torch.zeros(2, 3, 8, 6)
a = reduce(x, 'b c (h 2) (w 3) -> b c h w', 'max')
b = repeat(x, 'b c h w -> b c (h 2) (w 3)')
c = rearrange(x, 'b c h w -> b 1 (c h w) ()')
d = rearrange(c, 'b 1 n 1 -> n b')
e = rearrange([x, x, x], 'n b c h w -> (n b) c h w')
f = reduce(x, 'b c h w ->', 'max')
g = repeat(torch.zeros(4), 'n -> 3 n 2')
`);
    assert.deepEqual(found.slice(1), [
      ...['a: (2, 3, 4, 2)', 'b: (2, 3, 16, 18)', 'c: (2, 1, 144, 1)', 'd: (144, 2)', 'e: (6, 3, 8, 6)', 'f: ()'],
      'g: (3, 4, 2)',
    ]);
  });

  it('names stand for the sizes that are not known', async () => {
    const found = await shapes(`def patches(images, size):
    x = rearrange(images, 'b c (h p1) (w p2) -> b (h w) (p1 p2 c)', p1=size, p2=16)
    return x
def heads(B, T, C):
    x = torch.zeros(B, T, C)
    q = rearrange(x, 'b t (h d) -> b h t d', h=8)
    y = rearrange(q, 'b h t d -> b t (h d)')
`);
    assert.deepEqual(found, [
      ...['x: (b, h*w, c*size*16)', 'return: (b, h*w, c*size*16)'],
      ...['x: (B, T, C)', 'q: (B, 8, T, C//8)', 'y: (B, T, 8*(C//8))'],
    ]);
  });

  it('arrays stay those of their library', async () => {
    const found = await shapes(`a = rearrange(np.zeros((2, 3, 4)), 'a b c -> a (b c)').max(axis=1)
b = rearrange(tf.zeros((2, 3, 4)), 'a b c -> a (b c)').numpy()
def anything(x):
    c = rearrange(x, 'a b -> b a')
    d = c.max(1)
    e = torch.relu(c).max(1)[0]
`);
    assert.deepEqual(found, ['a: (2,)', 'b: (2, 12)', 'c: (b, a)', 'd: ?', 'e: (b,)']);
  });

  it('layers are modules', async () => {
    const found = await shapes(`net = nn.Sequential(
    nn.Conv2d(3, 8, 3, padding=1),
    Rearrange('b c (h s) (w s2) -> b (c s s2) h w', s=2, s2=2),
    Reduce('b c h w -> b c', reduction='mean'),
    nn.Linear(32, 10),
)
y = net(torch.zeros(5, 3, 16, 16))
`);
    assert.deepEqual(found.at(-1), 'y: (5, 10)');
  });

  it('packs, unpacks, and multiplies by names', async () => {
    const found =
      await shapes(`a, ps = pack([torch.zeros(2, 7), torch.zeros(2, 3, 4, 7), torch.zeros(2, 5, 7)], 'b * c')
b, c, d = unpack(a, ps, 'b * c')
e = einops.einsum(a, a, 'batch query dim, batch key dim -> batch query key')
f = rearrange(torch.zeros(24, 7), '(b h w) c -> b c h w', **parse_shape(torch.zeros(2, 9, 3, 4), 'b _ h w'))
`);
    assert.deepEqual(found, [
      'a: (2, 18, 7)',
      ...['b: (2, 7)', 'c: (2, 3, 4, 7)', 'd: (2, 5, 7)', 'e: (2, 18, 18)', 'f: (2, 7, 3, 4)'],
    ]);
  });

  it('reports what einops refuses', async () => {
    const refused: [call: string, rule: string][] = [
      ["rearrange(x, 'b c (h p) (w q) -> b (h w) (p q c)', p=4, q=4)", 'shape-mismatch'],
      ["rearrange(x, 'b c h -> b (c h)')", 'shape-mismatch'],
      ["rearrange(x, 'b c h 1 -> b c h')", 'shape-mismatch'],
      ["rearrange(x, 'a b c d e ... -> e d c b a ...')", 'shape-mismatch'],
      ["rearrange([x, x], 'b c h w -> b c h w')", 'shape-mismatch'],
      ["rearrange(x, 'b c h w -> b c h w', h=31)", 'shape-mismatch'],
      ["rearrange(x, 'b c h w -> b c h')", 'argument-mismatch'],
      ["rearrange(x, 'b c h w -> b c h w k')", 'argument-mismatch'],
      ["rearrange(x, 'b c h h -> b c h')", 'argument-mismatch'],
      ["rearrange(x, 'b c (h p) w -> b c h p w')", 'argument-mismatch'],
      ["rearrange(x, 'b c h w -> b c (h w)', p=2)", 'argument-mismatch'],
      ["rearrange(x, 'b c (h w -> b c h w', h=2)", 'argument-mismatch'],
      ["rearrange(x, 'b c ((h w) k) -> b c h w k', h=2)", 'argument-mismatch'],
      ["rearrange(x, 'b c h w -> b 2 c h w')", 'argument-mismatch'],
      ["rearrange(x, 'b (...) -> b ...')", 'argument-mismatch'],
      ["rearrange(x, 'b ... -> b')", 'argument-mismatch'],
      ["repeat(x, 'b c h w -> b c h w k')", 'argument-mismatch'],
      ["repeat(x, 'b c h w -> b c h k', k=2)", 'argument-mismatch'],
      ["reduce(x, 'b c h w -> b k', 'max')", 'argument-mismatch'],
      ["reduce(x, 'b c h w -> b c', 'average')", 'argument-mismatch'],
      ["reduce(x.long(), 'b c h w -> b c', 'mean')", 'type-mismatch'],
      ["Rearrange('b c h w -> b c')", 'argument-mismatch'],
      ["Reduce('b c h w -> b c', 'avg')", 'argument-mismatch'],
      ["einops.einsum(x, x, 'a b c d, b c d e -> a e')", 'shape-mismatch'],
      ["einops.einsum(x, x, 'a b c d, a b c -> d')", 'shape-mismatch'],
      ["einops.einsum(x, 'a b c d -> e')", 'argument-mismatch'],
      ["pack([x, x[0, 0, 0]], 'b * w')", 'shape-mismatch'],
    ];
    const text = `${HEAD}x = torch.zeros(2, 3, 32, 30)\n${refused.map(([call]) => call).join('\n')}\n`;
    const { findings } = await analyze(text);
    assert.deepEqual(
      findings.map(({ range, rule }) => [text.slice(range.start, range.end), rule]),
      refused,
    );
  });

  it('says nothing of what it does not know', async () => {
    await check(`${HEAD}import os
def free(x, pattern, sizes, h):
    a = rearrange(x, pattern, h=2)
    b = rearrange(x, 'b (h d) -> b h d', **sizes)
    c = rearrange(x, 'b (h d) -> b h d', h=h)
    d = rearrange(c, 'b h d -> (b h) d', h=h)
    e = reduce(x, 'b c h w -> b c', torch.amax)
    f = reduce(x, 'b c h w -> b c', os.environ['HOW'])
    g = einops.einsum(x, x, 'i ... d, j ... d -> i j ...')
    return unpack(x, sizes, pattern), pack(x, 'b *'), parse_shape(x, pattern)
`);
    assert.deepEqual(await shapes(`x = rearrange(open('a'), 'a ? -> b')\n`), ['x: (…)']);
  });
});
