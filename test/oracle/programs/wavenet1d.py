import torch
import torch.nn as nn
import torch.nn.functional as F


class CausalConv1d(nn.Conv1d):
    def __init__(self, in_channels, out_channels, kernel_size, dilation=1):
        self.left = (kernel_size - 1) * dilation
        super().__init__(in_channels, out_channels, kernel_size, dilation=dilation)

    def forward(self, x):
        return super().forward(F.pad(x, (self.left, 0)))


class Layer(nn.Module):
    def __init__(self, channels, dilation):
        super().__init__()
        self.filter = CausalConv1d(channels, channels, 2, dilation)
        self.gate = CausalConv1d(channels, channels, 2, dilation)
        self.residual = nn.Conv1d(channels, channels, 1)
        self.skip = nn.Conv1d(channels, 2 * channels, 1)

    def forward(self, x):
        z = torch.tanh(self.filter(x)) * torch.sigmoid(self.gate(x))
        skip = self.skip(z)
        out = self.residual(z) + x
        return out, skip


class WaveNet(nn.Module):
    def __init__(self, channels=16, depth=4, classes=256):
        super().__init__()
        self.embed = nn.Embedding(classes, channels)
        self.layers = nn.ModuleList(Layer(channels, 2 ** i) for i in range(depth))
        self.head = nn.Sequential(nn.ReLU(), nn.Conv1d(2 * channels, 64, 1), nn.ReLU(), nn.Conv1d(64, classes, 1))

    def forward(self, audio):
        x = self.embed(audio).transpose(1, 2)
        total = 0
        for layer in self.layers:
            x, skip = layer(x)
            total = total + skip
        return self.head(total)


net = WaveNet()
audio = torch.randint(0, 256, (2, 100))
logits = net(audio)
pooled = F.avg_pool1d(logits, 4)
peak = F.max_pool1d(logits, kernel_size=3, stride=2, padding=1)
