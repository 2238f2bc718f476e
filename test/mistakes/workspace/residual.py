import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, cin, cout, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(cin, cout, 3, stride=stride, padding=1)
        self.conv2 = nn.Conv2d(cout, cout, 3, padding=1)

    def forward(self, x):
        out = torch.relu(self.conv1(x))
        out = self.conv2(out)
        return torch.relu(out + x)
#> shape-mismatch: + gets shapes (2, 128, 28, 28) and (2, 64, 56, 56), but needs sizes that are equal or 1: axis -1 is 28 on one side and 56 on the other: make both paths give the same sizes, with the same channels, strides and padding.
#>   line 13: the input of shape (2, 128, 28, 28) comes from here
#>   line 18: the input of shape (2, 64, 56, 56) comes from here


block = Block(64, 128, 2)
y = block(torch.randn(2, 64, 56, 56))
