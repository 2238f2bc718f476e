import assert from 'node:assert/strict';
import { analyze, check } from '../../testing/check';

const HEAD = 'import torch\n';

describe('complex numbers', () => {
  it('make tensors complex, of whatever shape these are', async () => {
    const { claims } = await analyze(`${HEAD}a = torch.zeros(3) * 1j
b = torch.zeros(3, dtype=torch.float64) + complex(1, 2)
c = torch.tensor([[1, 2j]])
d = a.real
`);
    assert.deepEqual(
      claims.map(({ type }) => type),
      ['complex64', 'complex128', 'complex64', 'float32'],
    );
  });

  it('have all frequencies, and an axis of their own as pairs', () =>
    check(`${HEAD}x = torch.zeros(2, 100)
a = torch.stft(x * 1j, 16, return_complex=True) + torch.zeros(2, 16, 26)
b = torch.stft(x, 16, return_complex=False) + torch.zeros(2, 9, 26, 2)
c = torch.stft(x * 1j, 16, return_complex=True) + torch.zeros(2, 9, 26)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`));

  it('may be what a signal is made of whose type is not known, so that its frequencies are not', () =>
    check(`${HEAD}from somewhere import kind, weights
x, y = torch.zeros(2, 100, dtype=kind), torch.zeros(2, 100)
a = torch.stft(x, 16, return_complex=True) + torch.zeros(2, 16, 26)
b = torch.stft(y, 16, window=weights, return_complex=True) + torch.zeros(2, 16, 26)
c = torch.stft(x, 16, return_complex=True) + torch.zeros(2, 16, 25)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
d = torch.stft(x, 16, onesided=True, return_complex=True) + torch.zeros(2, 16, 26)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`));
});
