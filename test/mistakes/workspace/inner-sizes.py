import torch

q = torch.randn(8, 10, 64)
k = torch.randn(8, 10, 64)
scores = q @ k
#> shape-mismatch: @ gets shapes (8, 10, 64) and (8, 10, 64), but needs the same inner size: 64 against 10: transpose one of them, or change what comes before.
#>   line 3: the input of shape (8, 10, 64) comes from here
#>   line 4: the input of shape (8, 10, 64) comes from here
