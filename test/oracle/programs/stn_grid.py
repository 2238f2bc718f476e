import torch
import torch.nn as nn
import torch.nn.functional as F


class STN(nn.Module):
    def __init__(self):
        super().__init__()
        self.localization = nn.Sequential(
            nn.Conv2d(1, 8, kernel_size=7), nn.MaxPool2d(2, stride=2), nn.ReLU(True),
            nn.Conv2d(8, 10, kernel_size=5), nn.MaxPool2d(2, stride=2), nn.ReLU(True))
        self.fc_loc = nn.Sequential(nn.Linear(10 * 3 * 3, 32), nn.ReLU(True), nn.Linear(32, 3 * 2))
        self.fc_loc[2].weight.data.zero_()
        self.fc_loc[2].bias.data.copy_(torch.tensor([1, 0, 0, 0, 1, 0], dtype=torch.float))

    def forward(self, x):
        xs = self.localization(x)
        xs = xs.view(-1, 10 * 3 * 3)
        theta = self.fc_loc(xs)
        theta = theta.view(-1, 2, 3)
        grid = F.affine_grid(theta, x.size(), align_corners=False)
        x = F.grid_sample(x, grid, align_corners=False)
        return x


net = STN()
digits = torch.rand(4, 1, 28, 28)
straight = net(digits)
flow = torch.randn(2, 2, 10, 12)
frame = torch.rand(2, 3, 10, 12)


def warp(img, flo):
    B, C, H, W = img.size()
    xx = torch.arange(0, W).view(1, -1).repeat(H, 1)
    yy = torch.arange(0, H).view(-1, 1).repeat(1, W)
    xx = xx.view(1, 1, H, W).repeat(B, 1, 1, 1)
    yy = yy.view(1, 1, H, W).repeat(B, 1, 1, 1)
    base = torch.cat((xx, yy), 1).float()
    vgrid = base + flo
    vgrid_x = 2.0 * vgrid[:, 0, :, :] / max(W - 1, 1) - 1.0
    vgrid_y = 2.0 * vgrid[:, 1, :, :] / max(H - 1, 1) - 1.0
    vgrid = torch.stack([vgrid_x, vgrid_y], dim=3)
    return F.grid_sample(img, vgrid, align_corners=True)


def correlation(a, b, radius=1):
    padded = F.pad(b, [radius] * 4)
    h, w = a.shape[2:]
    maps = []
    for dy in range(2 * radius + 1):
        for dx in range(2 * radius + 1):
            maps.append((a * padded[:, :, dy:dy + h, dx:dx + w]).mean(1, keepdim=True))
    return torch.cat(maps, dim=1)


warped = warp(frame, flow)
photometric = (warped - frame).abs().mean()
cost = correlation(frame, warped)
epe = torch.norm(flow - torch.zeros_like(flow), p=2, dim=1).mean()
