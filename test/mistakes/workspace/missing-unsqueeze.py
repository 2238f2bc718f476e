import torch
from torch import nn

prediction = nn.Linear(4, 1)(torch.randn(8, 4))
target = torch.rand(8)
loss = nn.BCELoss()(torch.sigmoid(prediction), target)
#> shape-mismatch: nn.BCELoss gets an input of shape (8, 1) and a target of shape (8,), but needs a target of shape (8, 1): give the target that axis with target.unsqueeze(1).
#>   line 6: the input of shape (8, 1) comes from here
#>   line 5: the input of shape (8,) comes from here
