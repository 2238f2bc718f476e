import torch
from torch import nn

logits = torch.randn(8, 10)
labels = torch.zeros(8)
loss = nn.CrossEntropyLoss()(logits, labels)
#> type-mismatch: nn.CrossEntropyLoss gets a target of floats, but needs class indices, which are integers (int64): convert the target with .long().
#>   line 5: the input of shape (8,) comes from here
binary = nn.BCEWithLogitsLoss()(torch.randn(8), torch.randint(0, 2, (8,)))
#> type-mismatch: nn.BCEWithLogitsLoss gets a target of integers, but needs a target in floating point: convert the target with .float().
#>   line 7: the input of shape (8,) comes from here
