import assert from 'node:assert/strict';
import { analyze, check } from '../testing/check';

const HEAD = 'import torch\nfrom torch import nn\n';

describe('shape-comment', () => {
  it('reports a rank or a number that cannot be, and writes the shape', async () => {
    const text = `${HEAD}x = torch.zeros(2, 3, 4)  # (B, T)
#                         ^^^^^^^^ shape-comment
y = x.transpose(1, 2)  # y: (2, 3, 4)
#                      ^^^^^^^^^^^^^^ shape-comment
z = x[0]  # [T, 5]
#         ^^^^^^^^ shape-comment
`;
    const findings = await check(text);
    const plain = text.replace(/^#.*\^.*\n/gm, '');
    const edits = findings.flatMap(({ fix }) => fix!.edits).reverse();
    const fixed = edits.reduce(
      (t, { range, newText }) => t.slice(0, range.start) + newText + t.slice(range.end),
      plain,
    );
    assert.match(fixed, /# \(2, 3, 4\)\ny.*# y: \(2, 4, 3\)\nz.*# \(3, 4\)/);
    assert.deepEqual((await analyze(fixed)).findings, []);
  });

  it('is silent where names differ, one call fits, or the words are no shape', () =>
    check(`${HEAD}def f(a):
    b = a + 1  # (2, 3)
    return b
f(torch.zeros(2, 3))
f(torch.zeros(4))
x = torch.zeros(2, 3)  # (T, B)
y = torch.zeros(2, 3)  # (see above, again)
z = torch.zeros(2, 3)  # (optional)
u, v = torch.zeros(2, 3), torch.zeros(4)  # (4, 5, 6)
w = torch.zeros(2, 3)
# (1, 2, 3)
k = torch.zeros(2, 3)  # other: (1, 2, 3)
`));
});
