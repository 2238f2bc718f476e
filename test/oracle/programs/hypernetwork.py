import torch
import torch.nn as nn
import torch.nn.functional as F


class HyperNetwork(nn.Module):
    def __init__(self, f_size=3, z_dim=8, out_size=4, in_size=4):
        super().__init__()
        self.z_dim, self.f_size, self.out_size, self.in_size = z_dim, f_size, out_size, in_size
        self.w1 = nn.Parameter(torch.fmod(torch.randn(self.z_dim, self.out_size * self.f_size * self.f_size), 2))
        self.b1 = nn.Parameter(torch.fmod(torch.randn(self.out_size * self.f_size * self.f_size), 2))
        self.w2 = nn.Parameter(torch.fmod(torch.randn(self.z_dim, self.in_size * self.z_dim), 2))
        self.b2 = nn.Parameter(torch.fmod(torch.randn(self.in_size * self.z_dim), 2))

    def forward(self, z):
        h_in = torch.matmul(z, self.w2) + self.b2
        h_in = h_in.view(self.in_size, self.z_dim)
        h_final = torch.matmul(h_in, self.w1) + self.b1
        kernel = h_final.view(self.out_size, self.in_size, self.f_size, self.f_size)
        return kernel


class FiLM(nn.Module):
    def __init__(self, cond, channels):
        super().__init__()
        self.to_gamma_beta = nn.Linear(cond, 2 * channels)

    def forward(self, x, c):
        gamma, beta = self.to_gamma_beta(c)[..., None, None].chunk(2, dim=1)
        return (1 + gamma) * x + beta


class DynamicConv(nn.Module):
    """A mixture of kernels chosen by the input."""

    def __init__(self, cin, cout, k, experts):
        super().__init__()
        self.k, self.cout = k, cout
        self.weight = nn.Parameter(torch.randn(experts, cout, cin, k, k) * 0.1)
        self.route = nn.Linear(cin, experts)

    def forward(self, x):
        b, c, h, w = x.size()
        pi = F.softmax(self.route(x.mean((-1, -2))), dim=1)
        weight = torch.mm(pi, self.weight.view(self.weight.size(0), -1)).view(-1, c, self.k, self.k)
        y = F.conv2d(x.view(1, -1, h, w), weight, padding=self.k // 2, groups=b)
        return y.view(b, self.cout, y.size(-2), y.size(-1))


hyper = HyperNetwork()
z = torch.randn(8)
kernel = hyper(z)
image = torch.rand(2, 4, 10, 10)
conv = F.conv2d(image, kernel, padding=1)
modulated = FiLM(6, 4)(conv, torch.randn(2, 6))
dynamic = DynamicConv(4, 5, 3, experts=3)(modulated)
coords = torch.stack(torch.meshgrid(torch.linspace(-1, 1, 6), torch.linspace(-1, 1, 7), indexing='ij'), -1).view(-1, 2)
B = torch.randn(2, 9) * 10
fourier = torch.cat([torch.sin(2 * torch.pi * coords @ B), torch.cos(2 * torch.pi * coords @ B)], -1)
siren = torch.sin(30 * nn.Linear(18, 12)(fourier))
