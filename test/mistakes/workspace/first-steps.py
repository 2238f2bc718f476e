import torch
from torch import nn

x = torch.randn(8, 10)
layer = nn.Linear(10)
#> argument-mismatch: nn.Linear gets nothing for out_features, but needs an argument for every parameter without a default: pass out_features.
w = torch.randn(10, 5)
b = torch.randn(8)
y = x @ w + b
#> shape-mismatch: + gets shapes (8, 5) and (8,), but needs sizes that are equal or 1: axis -1 is 5 on one side and 8 on the other: put axes of size 1 behind those of (8,), which makes it (8, 1).
#>   line 8: the input of shape (8, 5) comes from here
#>   line 7: the input of shape (8,) comes from here
z = x.reshape(-1, 3)
#> reshape-element-count: Tensor.reshape turns (8, 10) into (-1, 3), but 80 elements are no multiple of 3, so that -1 has no value: write sizes beside -1 whose product divides 80.
#>   line 4: the input of shape (8, 10) comes from here
i = x[10]
#> index-out-of-range: indexing gets index 10 for axis 0 of (8, 10), but needs an index below its size, 8: count from 0, or from −1 at the end.
#>   line 4: the input of shape (8, 10) comes from here
a, b, c = x.shape
#> unpack-mismatch: the assignment gets 2 parts, but needs 3, one for each name: name every part, or take those that are wanted by their index.
