from math import sqrt

import torch
from torch import nn
from torch.nn import functional as F


class PixelNorm(nn.Module):
    def forward(self, input):
        return input * torch.rsqrt(torch.mean(input ** 2, dim=1, keepdim=True) + 1e-8)


class EqualLinear(nn.Module):
    def __init__(self, in_dim, out_dim, bias_init=0, lr_mul=1):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(out_dim, in_dim).div_(lr_mul))
        self.bias = nn.Parameter(torch.zeros(out_dim).fill_(bias_init))
        self.scale = (1 / sqrt(in_dim)) * lr_mul
        self.lr_mul = lr_mul

    def forward(self, input):
        return F.linear(input, self.weight * self.scale, bias=self.bias * self.lr_mul)


class ModulatedConv2d(nn.Module):
    def __init__(self, in_channel, out_channel, kernel_size, style_dim, demodulate=True, upsample=False):
        super().__init__()
        self.in_channel, self.out_channel, self.kernel_size = in_channel, out_channel, kernel_size
        self.upsample = upsample
        self.demodulate = demodulate
        self.scale = 1 / sqrt(in_channel * kernel_size ** 2)
        self.padding = kernel_size // 2
        self.weight = nn.Parameter(torch.randn(1, out_channel, in_channel, kernel_size, kernel_size))
        self.modulation = EqualLinear(style_dim, in_channel, bias_init=1)

    def forward(self, input, style):
        batch, in_channel, height, width = input.shape
        style = self.modulation(style).view(batch, 1, in_channel, 1, 1)
        weight = self.scale * self.weight * style
        if self.demodulate:
            demod = torch.rsqrt(weight.pow(2).sum([2, 3, 4]) + 1e-8)
            weight = weight * demod.view(batch, self.out_channel, 1, 1, 1)
        weight = weight.view(batch * self.out_channel, in_channel, self.kernel_size, self.kernel_size)
        if self.upsample:
            input = F.interpolate(input, scale_factor=2, mode='nearest')
            height, width = input.shape[2:]
        input = input.reshape(1, batch * in_channel, height, width)
        out = F.conv2d(input, weight, padding=self.padding, groups=batch)
        _, _, height, width = out.shape
        out = out.view(batch, self.out_channel, height, width)
        return out


class NoiseInjection(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(1))

    def forward(self, image, noise=None):
        if noise is None:
            batch, _, height, width = image.shape
            noise = image.new_empty(batch, 1, height, width).normal_()
        return image + self.weight * noise


class StyledConv(nn.Module):
    def __init__(self, cin, cout, k, style_dim, upsample=False):
        super().__init__()
        self.conv = ModulatedConv2d(cin, cout, k, style_dim, upsample=upsample)
        self.noise = NoiseInjection()
        self.bias = nn.Parameter(torch.zeros(1, cout, 1, 1))

    def forward(self, x, w):
        out = self.conv(x, w)
        out = self.noise(out)
        return F.leaky_relu(out + self.bias, 0.2)


style_dim, n_mlp = 12, 3
mapping = nn.Sequential(PixelNorm(), *[nn.Sequential(EqualLinear(style_dim, style_dim, lr_mul=0.01), nn.LeakyReLU(0.2)) for _ in range(n_mlp)])
z = torch.randn(3, style_dim)
w = mapping(z)
mean_w = mapping(torch.randn(64, style_dim)).mean(0, keepdim=True)
w = mean_w + 0.7 * (w - mean_w)
const = nn.Parameter(torch.randn(1, 16, 4, 4))
x = const.repeat(w.shape[0], 1, 1, 1)
channels = {4: 16, 8: 16, 16: 8, 32: 4}
skip = None
for res in (8, 16, 32):
    layer = StyledConv(channels[res // 2], channels[res], 3, style_dim, upsample=True)
    x = layer(x, w)
    rgb = ModulatedConv2d(channels[res], 3, 1, style_dim, demodulate=False)(x, w)
    skip = rgb if skip is None else rgb + F.interpolate(skip, scale_factor=2, mode='bilinear', align_corners=False)
images = skip.clamp(-1, 1)
path_noise = torch.randn_like(images) / sqrt(images.shape[2] * images.shape[3])
std = (images.view(3, 1, 3, 32, 32).var(0, unbiased=False) + 1e-8).sqrt().mean([1, 2, 3], keepdim=True)
