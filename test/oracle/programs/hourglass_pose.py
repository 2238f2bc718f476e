import torch
import torch.nn as nn
import torch.nn.functional as F


class Residual(nn.Module):
    def __init__(self, cin, cout):
        super().__init__()
        self.conv = nn.Sequential(nn.BatchNorm2d(cin), nn.ReLU(), nn.Conv2d(cin, cout // 2, 1), nn.ReLU(), nn.Conv2d(cout // 2, cout, 3, padding=1))
        self.skip = nn.Conv2d(cin, cout, 1)
        self.need_skip = cin != cout

    def forward(self, x):
        residual = self.skip(x) if self.need_skip else x
        return self.conv(x) + residual


class Hourglass(nn.Module):
    def __init__(self, n, f, increase=0):
        super().__init__()
        nf = f + increase
        self.up1 = Residual(f, f)
        self.pool1 = nn.MaxPool2d(2, 2)
        self.low1 = Residual(f, nf)
        self.n = n
        if self.n > 1:
            self.low2 = Hourglass(n - 1, nf, increase=increase)
        else:
            self.low2 = Residual(nf, nf)
        self.low3 = Residual(nf, f)
        self.up2 = nn.Upsample(scale_factor=2, mode='nearest')

    def forward(self, x):
        up1 = self.up1(x)
        pool1 = self.pool1(x)
        low1 = self.low1(pool1)
        low2 = self.low2(low1)
        low3 = self.low3(low2)
        up2 = self.up2(low3)
        return up1 + up2


def soft_argmax(heatmaps):
    """(B, J, H, W) -> (B, J, 2) expected coordinates."""
    B, J, H, W = heatmaps.shape
    p = F.softmax(heatmaps.view(B, J, -1), dim=2).view(B, J, H, W)
    ys = (p.sum(3) * torch.arange(H).float()).sum(2)
    xs = (p.sum(dim=2) * torch.arange(W).float()).sum(-1)
    return torch.stack((xs, ys), dim=-1)


def gaussian_targets(joints, size, sigma=1.5):
    grid_y, grid_x = torch.meshgrid(torch.arange(size), torch.arange(size), indexing="ij")
    dx = grid_x[None, None] - joints[..., 0, None, None]
    dy = grid_y[None, None] - joints[..., 1, None, None]
    return torch.exp(-(dx ** 2 + dy ** 2) / (2 * sigma ** 2))


stem = nn.Conv2d(3, 8, 7, stride=2, padding=3)
hourglass = Hourglass(3, 8, increase=4)
head = nn.Conv2d(8, 5, 1)
image = torch.randn(2, 3, 64, 64)
heat = head(hourglass(stem(image)))
joints = soft_argmax(heat)
targets = gaussian_targets(torch.rand(2, 5, 2) * 32, 32)
loss = ((heat - targets) ** 2).mean(dim=(0, 2, 3)).sum()
peak = heat.flatten(2).argmax(-1)
coords = torch.stack([peak % 32, torch.div(peak, 32, rounding_mode='floor')], dim=2)
