import torch

x = torch.randn(16, 32, 7, 7)
x = x.view(16, 32 * 8 * 8)
#> reshape-element-count: Tensor.view turns (16, 32, 7, 7) into (16, 2048), but 25088 elements cannot become 32768: write 1568, or -1, which is computed, in place of 2048.
#>   line 3: the input of shape (16, 32, 7, 7) comes from here
