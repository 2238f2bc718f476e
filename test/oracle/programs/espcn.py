import torch
from torch import nn


class ESPCN(nn.Module):
    def __init__(self, scale_factor, num_channels=1):
        super().__init__()
        self.first_part = nn.Sequential(
            nn.Conv2d(num_channels, 16, kernel_size=5, padding=5 // 2),
            nn.Tanh(),
            nn.Conv2d(16, 8, kernel_size=3, padding=3 // 2),
            nn.Tanh(),
        )
        self.last_part = nn.Sequential(
            nn.Conv2d(8, num_channels * (scale_factor ** 2), kernel_size=3, padding=3 // 2),
            nn.PixelShuffle(scale_factor),
        )

    def forward(self, x):
        x = self.first_part(x)
        x = self.last_part(x)
        return x


class Upsampler(nn.Sequential):
    def __init__(self, scale, n_feats):
        m = []
        while scale > 1:
            m.append(nn.Conv2d(n_feats, 4 * n_feats, 3, padding=1))
            m.append(nn.PixelShuffle(2))
            scale //= 2
        super().__init__(*m)


class ResBlock(nn.Module):
    def __init__(self, n, res_scale=0.1):
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(n, n, 3, 1, 1), nn.PReLU(n), nn.Conv2d(n, n, 3, 1, 1))
        self.res_scale = res_scale

    def forward(self, x):
        res = self.body(x).mul(self.res_scale)
        res += x
        return res


class EDSR(nn.Module):
    def __init__(self, scale=4, feats=6, blocks=3):
        super().__init__()
        self.head = nn.Conv2d(3, feats, 3, padding=1)
        self.body = nn.Sequential(*(ResBlock(feats) for _ in range(blocks)))
        self.tail = nn.Sequential(Upsampler(scale, feats), nn.Conv2d(feats, 3, 3, padding=1))

    def forward(self, x):
        x = self.head(x)
        res = self.body(x)
        res = res + x
        return self.tail(res)


hr = torch.rand(2, 1, 36, 48)
lr = nn.functional.interpolate(hr, scale_factor=1 / 3, mode='area')
sr = ESPCN(3)(lr)
loss = nn.MSELoss()(sr, hr)
rgb = torch.rand(1, 3, 10, 14)
big = EDSR()(rgb)
down = nn.PixelUnshuffle(2)(big)
luma = 0.299 * big[:, 0:1] + 0.587 * big[:, 1:2] + 0.114 * big[:, 2:3]
tv = (big[:, :, 1:, :] - big[:, :, :-1, :]).abs().mean() + (big[..., 1:] - big[..., :-1]).abs().mean()
patches = big.unfold(2, 8, 8).unfold(3, 8, 8).permute(0, 2, 3, 1, 4, 5).reshape(-1, 3, 8, 8)
