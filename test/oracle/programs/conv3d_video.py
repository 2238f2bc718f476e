import torch
import torch.nn as nn


class C3D(nn.Module):
    def __init__(self, num_classes=6):
        super().__init__()
        self.conv1 = nn.Conv3d(3, 8, kernel_size=(3, 3, 3), padding=(1, 1, 1))
        self.pool1 = nn.MaxPool3d(kernel_size=(1, 2, 2), stride=(1, 2, 2))
        self.conv2 = nn.Conv3d(8, 16, kernel_size=(3, 3, 3), padding=(1, 1, 1))
        self.pool2 = nn.MaxPool3d(kernel_size=(2, 2, 2), stride=(2, 2, 2))
        self.fc = nn.Linear(16 * 4 * 8 * 8, num_classes)
        self.relu = nn.ReLU()

    def forward(self, x):
        h = self.relu(self.conv1(x))
        h = self.pool1(h)
        h = self.relu(self.conv2(h))
        h = self.pool2(h)
        h = h.view(-1, 16 * 4 * 8 * 8)
        logits = self.fc(h)
        return logits


class R2Plus1d(nn.Sequential):
    """A spatial convolution followed by a temporal one."""

    def __init__(self, in_planes, out_planes, midplanes, stride=1):
        super().__init__(
            nn.Conv3d(in_planes, midplanes, (1, 3, 3), stride=(1, stride, stride), padding=(0, 1, 1), bias=False),
            nn.BatchNorm3d(midplanes),
            nn.ReLU(inplace=True),
            nn.Conv3d(midplanes, out_planes, (3, 1, 1), stride=(stride, 1, 1), padding=(1, 0, 0), bias=False))


clip = torch.randn(2, 3, 8, 32, 32)  # (N, C, T, H, W)
scores = C3D()(clip)
feat = R2Plus1d(3, 10, 6, stride=2)(clip)
pooled = nn.AdaptiveAvgPool3d((1, 1, 1))(feat).flatten(1)
frames = clip.transpose(1, 2).reshape(-1, 3, 32, 32)
per_frame = nn.Conv2d(3, 4, 5, 2)(frames).mean((2, 3)).view(2, 8, 4)
difference = per_frame[:, 1:] - per_frame[:, :-1]
up = nn.Upsample(scale_factor=(1, 2, 2))(feat)
trans = nn.ConvTranspose3d(10, 3, 2, stride=2)(feat)
