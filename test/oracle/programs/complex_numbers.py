# Complex numbers: literals among tensors and arrays, their parts, rotations and spectra.
import math

import numpy as np
import torch

unit = 1j
z = torch.randn(3, 4) * unit
z = torch.randn(3, 4) + 2j * torch.randn(3, 4)
real, imaginary = z.real, z.imag
pairs = torch.view_as_real(z)
back = torch.view_as_complex(pairs)
twiddle = torch.exp(-2j * math.pi * torch.arange(8) / 8)
given = torch.tensor([1 + 2j, 3j, 4])
matrix = torch.tensor([[1j, 2], [3, 4.5]])
scaled = torch.zeros(3) * complex(1, -2)
size, angle = given.abs(), given.angle()
product = torch.zeros(2, 3, dtype=torch.complex64) @ torch.zeros(3, 4, dtype=torch.cfloat)
powers = (1 + 1j) ** 2 / 3 - torch.ones(5)


def rotated(x, frequencies):
    turned = torch.view_as_complex(x.reshape(*x.shape[:-1], -1, 2)) * frequencies
    return torch.view_as_real(turned).flatten(-2)


queries = rotated(torch.randn(2, 6, 8), torch.polar(torch.ones(6, 4), torch.zeros(6, 4)))

wave = torch.randn(2, 1000)
spectrum = torch.stft(wave, 64, window=torch.hann_window(64), return_complex=True)
parts = torch.stft(wave, 64, window=torch.hann_window(64), return_complex=False)
full = torch.stft(wave * unit, 64, window=torch.hann_window(64), return_complex=True)

roots = np.exp(2j * np.pi * np.arange(6) / 6)
shifted = np.zeros(3) + 1j
a, b = roots.real, roots.imag
c, d, e, f = np.real(roots), np.imag(roots), np.abs(roots), np.angle(roots)
