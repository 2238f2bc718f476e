import torch
import torch.nn as nn
import torch.nn.functional as F


class FeatureNet(nn.Module):
    def __init__(self, c=8):
        super().__init__()
        self.conv = nn.Sequential(nn.Conv2d(3, c, 5, 2, 2), nn.ReLU(), nn.Conv2d(c, c, 3, 2, 1))

    def forward(self, x):
        return self.conv(x)


class CostVolume(nn.Module):
    def __init__(self, max_disp):
        super().__init__()
        self.D = max_disp

    def forward(self, left, right):
        b, c, h, w = left.shape
        volume = left.new_zeros(b, 2 * c, self.D, h, w)
        for i in range(self.D):
            if i > 0:
                volume[:, :c, i, :, i:] = left[:, :, :, i:]
                volume[:, c:, i, :, i:] = right[:, :, :, :-i]
            else:
                volume[:, :c, i] = left
                volume[:, c:, i] = right
        return volume.contiguous()


class Regression(nn.Module):
    def __init__(self, max_disp):
        super().__init__()
        self.register_buffer("disp", torch.arange(max_disp).view(1, max_disp, 1, 1).float())

    def forward(self, cost):
        prob = F.softmax(-cost, dim=1)
        return torch.sum(prob * self.disp, dim=1)


feature = FeatureNet()
left, right = torch.rand(1, 3, 32, 64), torch.rand(1, 3, 32, 64)
fl, fr = feature(left), feature(right)
cost = CostVolume(6)(fl, fr)
filtered = nn.Sequential(nn.Conv3d(16, 8, 3, padding=1), nn.ReLU(), nn.Conv3d(8, 1, 3, padding=1))(cost).squeeze(1)
disparity = Regression(6)(filtered)
full = F.interpolate(disparity.unsqueeze(1) * 4, scale_factor=4, mode="bilinear", align_corners=True).squeeze(1)
K = torch.tensor([[50.0, 0, 32], [0, 50, 16], [0, 0, 1]])
v, u = torch.meshgrid(torch.arange(32.0), torch.arange(64.0), indexing="ij")
pixels = torch.stack([u, v, torch.ones_like(u)]).view(3, -1)
rays = torch.inverse(K) @ pixels
points = rays * full.view(1, -1)
R, trans = torch.eye(3), torch.zeros(3, 1)
projected = K @ (R @ points + trans)
uv = projected[:2] / projected[2:].clamp(min=1e-3)
