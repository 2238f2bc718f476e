import torch
from torch import nn

model = nn.Sequential(
    nn.Conv2d(3, 32, 3, padding=1),
    nn.ReLU(),
    nn.Conv2d(64, 64, 3, padding=1),
)
y = model(torch.randn(1, 3, 32, 32))
#> shape-mismatch: nn.Conv2d gets an input of shape (1, 32, 32, 32), with 32 channels, but needs in_channels=64: set in_channels=32, or change what comes before.
#>   line 7: in_channels is fixed here
#>   line 6: the input of shape (1, 32, 32, 32) comes from here
#>   line 7: the layer that does not fit is made here
