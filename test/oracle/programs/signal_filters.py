import math

import torch
import torch.nn as nn
import torch.nn.functional as F


class SincConv(nn.Module):
    def __init__(self, filters, size, rate):
        super().__init__()
        self.size = size
        self.low = nn.Parameter(torch.linspace(30, 200, filters)[:, None])
        self.band = nn.Parameter(torch.full((filters, 1), 100.0))
        self.register_buffer("n", 2 * math.pi * torch.arange(-(size // 2), size // 2 + 1) / rate)
        self.register_buffer("window", torch.hamming_window(size, periodic=False))

    def forward(self, wave):
        low = self.low.abs()
        high = low + self.band.abs()
        bands = (torch.sin(high * self.n) - torch.sin(low * self.n)) * self.window
        bands = bands / bands.abs().amax(dim=1, keepdim=True)
        return F.conv1d(wave, bands[:, None, :], padding=self.size // 2)


wave = torch.randn(2, 1, 400)
features = SincConv(6, 33, 1000)(wave)
energy = F.avg_pool1d(features ** 2, 40, stride=20).clamp(min=1e-6).log()
smooth = F.conv1d(wave, torch.ones(1, 1, 9) / 9, padding=4)
emphasis = wave[..., 1:] - 0.97 * wave[..., :-1]
envelope = F.max_pool1d(wave.abs(), 10).squeeze(1)
normalised = (energy - energy.mean(-1, keepdim=True)) / energy.std(-1, keepdim=True)
lagged = torch.stack([wave[0, 0, 20 - i:400 - i] for i in range(4)], dim=0)
autocorrelation = lagged @ lagged.T / lagged.size(1)
quantised = torch.bucketize(wave.clamp(-1, 1), torch.linspace(-1, 1, 15))
