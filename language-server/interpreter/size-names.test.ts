import assert from 'node:assert/strict';
import { createAnalyzer } from '../analysis';
import { printShape } from '../domain/shape';
import { check, shapesOf } from '../testing/check';

const expect = async (program: string, shapes: string[]): Promise<void> => {
  const found = await shapesOf(`import torch\n${program}`);
  assert.deepEqual(
    found.flatMap((claim) => (claim.startsWith('y: ') ? [claim.slice(3)] : [])),
    shapes,
  );
};

describe('names of sizes', () => {
  it('are those of the variables that the sizes are unpacked into, also where the rank was known before', () =>
    expect(
      `def f(x):
    assert x.ndim == 4
    B, _ = x.shape[:2]
    H = x.size(2)
    y = x.flatten(2)
    y = x
`,
      ['(B, n0, H*n1)', '(B, n0, H, n1)'],
    ));

  it('make one size of what an unknown thing holds', () =>
    expect(
      `def f(x, config):
    T = x.size(1)
    hidden = config['hidden']
    y = torch.zeros(T, 2 * T, hidden)
    y = torch.nn.Linear(hidden, 4 * hidden)(y)
`,
      ['(T, T*2, hidden)', '(T, T*2, hidden*4)'],
    ));

  it('are not kept for what may be another size in every turn', () =>
    expect(
      `def f(sizes):
    n = sizes[0]
    while n != 1:
        y = torch.zeros(n, 3)
        n = next(sizes)
    y = torch.zeros(n, 3)
`,
      ['?', '(n0, 3)'],
    ));

  it('are no word for whose array it is where nothing speaks of PyTorch', () =>
    check(`def f(self, XT):
    n_features, n_samples = XT.shape
    return XT.dot(self.X)
`));

  it('are those of comments behind what has a size without a name', () =>
    expect(
      `def f(x):
    assert x.ndim == 3
    y = x.transpose(1, 2)  # (batch, dim, time)
    y = x[x > 0]  # (N,)
    y = x
    # (A, B, C)
`,
      ['(batch, dim, time)', '(N,)', '(batch, time, dim)'],
    ));

  it('are those of comments of parameters', () =>
    expect(
      `def f(x):  # (N, 3)
    y = x * 2
def g(x):
    assert x.ndim == 2
    f(x[:, :3])
`,
      ['(N, n0)'],
    ));

  it('are those of what TypeScript unpacks', async () => {
    const text = `import * as tf from '@tensorflow/tfjs';
function f(x: tf.Tensor3D) {
  const [B, T, C] = x.shape;
  const y = x.reshape([B * T, C]);
}
`;
    const { claims } = (await createAnalyzer()).analyze({ path: 'a.ts', language: 'typescript', text });
    assert.deepEqual(
      claims.map(({ shape }) => shape && printShape(shape)),
      ['(B*T, C)'],
    );
  });
});
