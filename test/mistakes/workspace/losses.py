import torch
from torch import nn
import torch.nn.functional as F

segmentation = torch.randn(4, 21, 64, 64)
mask = torch.zeros(4, 1, 64, 64, dtype=torch.long)
loss = F.cross_entropy(segmentation, mask)
#> shape-mismatch: F.cross_entropy gets an input of shape (4, 21, 64, 64) and a target of shape (4, 1, 64, 64), but needs class indices of shape (4, 64, 64), or probabilities of shape (4, 21, 64, 64): drop the axis of size 1 with target.squeeze(1).
#>   line 5: the input of shape (4, 21, 64, 64) comes from here
#>   line 6: the input of shape (4, 1, 64, 64) comes from here
nll = F.nll_loss(torch.log_softmax(torch.randn(8, 10), 1), torch.zeros(4, dtype=torch.long))
#> shape-mismatch: F.nll_loss gets an input of shape (8, 10) and a target of shape (4,), but needs class indices of shape (8,): take both from the same batch.
#>   line 8: the input of shape (8, 10) comes from here
#>   line 8: the input of shape (4,) comes from here
mse = F.mse_loss(torch.randn(8, 3), torch.randn(8, 4))
#> shape-mismatch: F.mse_loss gets an input of shape (8, 3) and a target of shape (8, 4), but needs a target of shape (8, 3): give the last layer as many outputs as the target has, 4.
#>   line 9: the input of shape (8, 3) comes from here
#>   line 9: the input of shape (8, 4) comes from here
device = torch.randn(3, device="cuda") + torch.randn(3)
#> device-mismatch: + gets tensors on cuda and on cpu, but needs all on one device: move one of them with .to(device); what is made inside a module is made with device=x.device.
#>   line 10: the input of shape (3,) comes from here
#>   line 10: the input of shape (3,) comes from here
