import { check } from '../../../testing/check';

const HEAD = 'import torch\nfrom torch import nn\nx = torch.randn(6, 5, 4)\n';

describe('conditions on indices, spectra and products', () => {
  it('takes index arrays together', () =>
    check(`${HEAD}a = x[torch.arange(6), torch.tensor([0, 1, 2])]
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
b = x[torch.arange(6)[:, None], torch.tensor([0, 1, 2])]
c = x[torch.arange(6), :, torch.tensor([1])]
d = x[range(5), [0, 1]]
#   ^^^^^^^^^^^^^^^^^^^ shape-mismatch
`));

  it('takes an axis for each shift, and the axes that there are', () =>
    check(`${HEAD}a = torch.roll(x, (1, 1))
#   ^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
b = torch.roll(x, 1), torch.roll(x, (1, 1), (0, 1)), x.roll(1, 2)
c = x.unfold(3, 2, 1)
#   ^^^^^^^^^^^^^^^^^ index-out-of-range
d = x.movedim(0, 3)
#   ^^^^^^^^^^^^^^^ index-out-of-range
`));

  it('holds windows to transforms, and spectra to what they were made with', () =>
    check(`${HEAD}wave, window = torch.rand(400), torch.hann_window(64)
spectrum = torch.stft(wave, 64, window=window, return_complex=True)
a = torch.stft(wave, 60, window=window, return_complex=True)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
b = torch.istft(spectrum, 66, win_length=64, window=window)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
c = torch.stft(wave, 80, win_length=64, window=window, return_complex=True)
d = torch.istft(spectrum, 64, window=window)
`));

  it('pairs the matrices of bmm, and holds a bilinear layer to its inputs', () =>
    check(`${HEAD}a = x.bmm(torch.ones(1, 4, 2))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
b = x @ torch.ones(1, 4, 2)
c = nn.Bilinear(4, 3, 2)(x, torch.ones(6, 5, 4))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`));

  it('finds no rest beside a size of 0', () =>
    check(`${HEAD}a = x.view(-1, 0)
#   ^^^^^^^^^^^^^ reshape-element-count
b = torch.zeros(0, 3).view(-1, 3)
`));

  it('holds masks to what they pick from, and floats are no indices', () =>
    check(`${HEAD}a = x[torch.ones(6, 4, dtype=torch.bool)]
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
b = x[x > 0], x[x[:, :, 0] > 0], x[..., x[0, 0] > 0]
c = x[0, torch.ones(2)]
#   ^^^^^^^^^^^^^^^^^^^ type-mismatch
x[:, torch.ones(5, dtype=torch.bool)] = 0
`));

  it('takes so many axes as products have, and places as many as their input', () =>
    check(`${HEAD}a = torch.mm(x, torch.ones(4, 2))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
b = x[0].mv(torch.ones(4)), x[0].mm(torch.ones(4, 2))
c = x.scatter(0, torch.zeros(1, 4, dtype=torch.long), 1.0)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
d = x.expand(-2, -1, -1)
#   ^^^^^^^^^^^^^^^^^^^^ shape-mismatch
e = nn.functional.interpolate(x[None], size=(6, 5, 4))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
f = torch.multinomial(torch.ones(4), 5), torch.multinomial(torch.ones(4), 5, True)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
`));

  it('takes windows and parts that lie within their axis, and a weight for each class', () =>
    check(`${HEAD}a = x.unfold(1, 6, 1)
#   ^^^^^^^^^^^^^^^^^ argument-mismatch
b = x.unfold(1, 5, 1), x.narrow(0, 2, 4)
c = x.narrow(1, 2, 4)
#   ^^^^^^^^^^^^^^^^^ index-out-of-range
target = torch.zeros(6, dtype=torch.long)
d = nn.CrossEntropyLoss(weight=torch.ones(5))(x[:, 0], target)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
e = nn.CrossEntropyLoss(weight=torch.ones(4))(x[:, 0], target)
`));
});
