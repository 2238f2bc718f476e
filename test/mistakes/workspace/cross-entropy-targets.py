import torch
from torch import nn
import torch.nn.functional as F

logits = torch.randn(8, 10)
labels = torch.randint(0, 10, (8, 1))
loss = nn.CrossEntropyLoss()(logits, labels)
#> shape-mismatch: nn.CrossEntropyLoss gets an input of shape (8, 10) and a target of shape (8, 1), but needs class indices of shape (8,), or probabilities of shape (8, 10): drop the axis of size 1 with target.squeeze(1).
#>   line 5: the input of shape (8, 10) comes from here
#>   line 6: the input of shape (8, 1) comes from here
one_hot = F.one_hot(torch.randint(0, 5, (8,)), 5).float()
loss2 = F.cross_entropy(logits, one_hot)
#> shape-mismatch: F.cross_entropy gets an input of shape (8, 10) and a target of shape (8, 5), but needs class indices of shape (8,), or probabilities of shape (8, 10): give the last layer as many outputs as the target has, 5.
#>   line 5: the input of shape (8, 10) comes from here
#>   line 8: the input of shape (8, 5) comes from here
