import torch
import torch.nn as nn
import torch.nn.functional as F


def squash(x, dim=-1):
    squared_norm = (x ** 2).sum(dim=dim, keepdim=True)
    scale = squared_norm / (1 + squared_norm)
    return scale * x / (squared_norm.sqrt() + 1e-8)


class PrimaryCaps(nn.Module):
    def __init__(self, num_conv_units, in_channels, out_channels, kernel_size, stride):
        super().__init__()
        self.conv = nn.Conv2d(in_channels, out_channels * num_conv_units, kernel_size, stride)
        self.out_channels = out_channels

    def forward(self, x):
        out = self.conv(x)
        batch_size = out.shape[0]
        return squash(out.contiguous().view(batch_size, -1, self.out_channels), dim=-1)


class DigitCaps(nn.Module):
    def __init__(self, in_dim, in_caps, num_caps, dim_caps, num_routing=3):
        super().__init__()
        self.in_caps = in_caps
        self.num_caps = num_caps
        self.num_routing = num_routing
        self.W = nn.Parameter(0.01 * torch.randn(1, num_caps, in_caps, dim_caps, in_dim))

    def forward(self, x):
        batch_size = x.size(0)
        x = x.unsqueeze(1).unsqueeze(4)
        u_hat = torch.matmul(self.W, x)
        u_hat = u_hat.squeeze(-1)
        temp_u_hat = u_hat.detach()
        b = torch.zeros(batch_size, self.num_caps, self.in_caps, 1)
        for route_iter in range(self.num_routing - 1):
            c = b.softmax(dim=1)
            s = (c * temp_u_hat).sum(dim=2)
            v = squash(s)
            uv = torch.matmul(temp_u_hat, v.unsqueeze(-1))
            b += uv
        c = b.softmax(dim=1)
        s = (c * u_hat).sum(dim=2)
        v = squash(s)
        return v


class CapsNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 16, 9)
        self.primary = PrimaryCaps(4, 16, 8, kernel_size=9, stride=2)
        self.digits = DigitCaps(in_dim=8, in_caps=4 * 6 * 6, num_caps=10, dim_caps=6)
        self.decoder = nn.Sequential(nn.Linear(6 * 10, 32), nn.ReLU(inplace=True), nn.Linear(32, 784), nn.Sigmoid())

    def forward(self, x):
        out = F.relu(self.conv(x))
        out = self.digits(self.primary(out))
        logits = torch.norm(out, dim=-1)
        pred = torch.eye(10).index_select(dim=0, index=torch.argmax(logits, dim=1))
        batch_size = out.shape[0]
        reconstruction = self.decoder((out * pred.unsqueeze(2)).contiguous().view(batch_size, -1))
        return logits, reconstruction


images = torch.rand(3, 1, 28, 28)
labels = torch.eye(10)[torch.tensor([1, 7, 3])]
logits, recon = CapsNet()(images)
left = (0.9 - logits).clamp(min=0) ** 2
right = (logits - 0.1).clamp(min=0) ** 2
margin = (labels * left + 0.5 * (1 - labels) * right).sum()
loss = margin + 0.0005 * ((recon - images.view(recon.shape)) ** 2).sum()
