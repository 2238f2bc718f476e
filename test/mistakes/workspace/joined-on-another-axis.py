import torch

skip = torch.randn(4, 64, 32, 32)
up = torch.randn(4, 128, 32, 32)
joined = torch.cat([skip, up])
#> shape-mismatch: torch.cat gets shapes (4, 64, 32, 32), (4, 128, 32, 32), but needs equal sizes on every axis but 0: join them along axis 1, the only one on which they differ.
#>   line 3: the input of shape (4, 64, 32, 32) comes from here
#>   line 4: the input of shape (4, 128, 32, 32) comes from here
