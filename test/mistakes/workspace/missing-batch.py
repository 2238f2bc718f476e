import torch
from torch import nn

net = nn.Sequential(nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8), nn.ReLU())
image = torch.randn(3, 32, 32)
y = net(image)
#> shape-mismatch: nn.BatchNorm2d gets an input of shape (8, 30, 30), with 3 axes, but needs 4 axes: give it the batch axis that is missing with .unsqueeze(0).
#>   line 4: the input of shape (8, 30, 30) comes from here
#>   line 4: the layer that does not fit is made here
