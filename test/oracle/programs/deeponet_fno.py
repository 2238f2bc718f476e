import torch
import torch.nn as nn
import torch.nn.functional as F


class DeepONet(nn.Module):
    def __init__(self, sensors=20, p=10):
        super().__init__()
        self.branch = nn.Sequential(nn.Linear(sensors, 24), nn.ReLU(), nn.Linear(24, p))
        self.trunk = nn.Sequential(nn.Linear(1, 24), nn.ReLU(), nn.Linear(24, p))
        self.bias = nn.Parameter(torch.zeros(1))

    def forward(self, u, y):
        b = self.branch(u)                                  # (N, p)
        t = self.trunk(y)                                   # (M, p)
        return torch.einsum('np,mp->nm', b, t) + self.bias  # (N, M)


class SpectralConv1d(nn.Module):
    def __init__(self, cin, cout, modes):
        super().__init__()
        self.modes, self.cout = modes, cout
        scale = 1 / (cin * cout)
        self.real = nn.Parameter(scale * torch.rand(cin, cout, modes))
        self.imag = nn.Parameter(scale * torch.rand(cin, cout, modes))

    def forward(self, x):
        batchsize = x.shape[0]
        x_ft = torch.fft.rfft(x)
        weights = torch.complex(self.real, self.imag)
        out_ft = torch.zeros(batchsize, self.cout, x.size(-1) // 2 + 1, dtype=torch.cfloat)
        out_ft[:, :, :self.modes] = torch.einsum("bix,iox->box", x_ft[:, :, :self.modes], weights)
        return torch.fft.irfft(out_ft, n=x.size(-1))


class FNO1d(nn.Module):
    def __init__(self, modes, width):
        super().__init__()
        self.fc0 = nn.Linear(2, width)
        self.convs = nn.ModuleList([SpectralConv1d(width, width, modes) for _ in range(2)])
        self.ws = nn.ModuleList([nn.Conv1d(width, width, 1) for _ in range(2)])
        self.fc1 = nn.Linear(width, 16)
        self.fc2 = nn.Linear(16, 1)

    def get_grid(self, shape):
        batchsize, size_x = shape[0], shape[1]
        gridx = torch.linspace(0, 1, size_x)
        return gridx.reshape(1, size_x, 1).repeat([batchsize, 1, 1])

    def forward(self, x):
        grid = self.get_grid(x.shape)
        x = torch.cat((x, grid), dim=-1)
        x = self.fc0(x)
        x = x.permute(0, 2, 1)
        for conv, w in zip(self.convs, self.ws):
            x = F.gelu(conv(x) + w(x))
        x = x.permute(0, 2, 1)
        return self.fc2(F.gelu(self.fc1(x)))


g = DeepONet()(torch.randn(6, 20), torch.linspace(0, 1, 15)[:, None])
fno = FNO1d(modes=4, width=8)
field = torch.randn(3, 32, 1)
solution = fno(field)
relative = torch.norm(solution.reshape(3, -1) - field.reshape(3, -1), 2, 1) / torch.norm(field.reshape(3, -1), 2, 1)
