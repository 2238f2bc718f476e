import torch
from torch import nn
import torch.nn.functional as F


class Block(nn.Module):
    def __init__(self, units, theta, backcast, forecast):
        super().__init__()
        self.fc = nn.Sequential(nn.Linear(backcast, units), nn.ReLU(), nn.Linear(units, units), nn.ReLU())
        self.theta_b, self.theta_f = nn.Linear(units, theta, bias=False), nn.Linear(units, theta, bias=False)
        tb = torch.arange(backcast).float() / backcast
        tf = torch.arange(forecast).float() / forecast
        self.register_buffer("B", torch.stack([tb ** i for i in range(theta)]))
        self.register_buffer("Fm", torch.stack([tf ** i for i in range(theta)]))

    def forward(self, x):
        h = self.fc(x)
        return self.theta_b(h) @ self.B, self.theta_f(h) @ self.Fm


class NBeats(nn.Module):
    def __init__(self, blocks=3, backcast=12, forecast=5):
        super().__init__()
        self.forecast = forecast
        self.stack = nn.ModuleList([Block(16, 3, backcast, forecast) for _ in range(blocks)])

    def forward(self, x):
        total = torch.zeros(x.size(0), self.forecast)
        for block in self.stack:
            back, fore = block(x)
            x = x - back
            total = total + fore
        return x, total


class MovingAverage(nn.Module):
    def __init__(self, kernel):
        super().__init__()
        self.kernel = kernel
        self.avg = nn.AvgPool1d(kernel, stride=1)

    def forward(self, x):
        front = x[:, :1].repeat(1, (self.kernel - 1) // 2, 1)
        end = x[:, -1:].repeat(1, self.kernel // 2, 1)
        x = torch.cat([front, x, end], dim=1)
        return self.avg(x.permute(0, 2, 1)).permute(0, 2, 1)


history = torch.randn(6, 12)
residual, forecast = NBeats()(history)
series = torch.randn(2, 24, 3)
trend = MovingAverage(5)(series)
seasonal = series - trend
patches = F.pad(series.transpose(1, 2), (0, 4), mode='replicate').unfold(-1, 8, 4)
tokens = nn.Linear(8, 10)(patches)
encoded = nn.TransformerEncoderLayer(10, 2, 20, batch_first=True)(tokens.reshape(-1, tokens.shape[2], 10))
