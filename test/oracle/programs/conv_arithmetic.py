import torch
from torch import nn

x = torch.randn(1, 3, 31, 45)
valid = nn.Conv2d(3, 4, 3)(x)
same = nn.Conv2d(3, 4, 5, padding="same")(x)
strided = nn.Conv2d(3, 4, 3, stride=2, padding=1)(x)
dilated = nn.Conv2d(3, 4, 3, dilation=3)(x)
oblong = nn.Conv2d(3, 4, (1, 7), stride=(1, 3), padding=(0, 3))(x)
pooled = nn.MaxPool2d(3, 2, ceil_mode=True)(x)
averaged = nn.AvgPool2d((2, 3))(x)
adaptive = nn.AdaptiveAvgPool2d((None, 5))(x)
up = nn.ConvTranspose2d(3, 2, 3, stride=2, padding=1, output_padding=1)(x)
shuffled = nn.PixelShuffle(2)(nn.Conv2d(3, 12, 1)(x))
depthwise = nn.Conv2d(3, 6, 3, groups=3)(x)
columns = nn.Unfold(3, padding=1)(x)
padded = nn.ZeroPad2d((1, 2, 3, 4))(x)
line = nn.Conv1d(45, 8, 4, stride=3)(x[0, 0:2].transpose(1, 2))
