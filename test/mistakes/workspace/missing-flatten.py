import torch
from torch import nn

model = nn.Sequential(nn.Linear(28 * 28, 128), nn.ReLU(), nn.Linear(128, 10))
images = torch.randn(64, 1, 28, 28)
out = model(images)
#> shape-mismatch: nn.Linear gets an input of shape (64, 1, 28, 28), whose last axis is 28, but needs in_features=784: flatten the axes after the batch first: torch.flatten(x, 1).
#>   line 4: in_features is fixed here
#>   line 5: the input of shape (64, 1, 28, 28) comes from here
#>   line 4: the layer that does not fit is made here
