import torch
from torch import nn

embedding = nn.Embedding(1000, 64)
tokens = torch.rand(8, 20)
vectors = embedding(tokens)
#> type-mismatch: nn.Embedding gets input with floating-point numbers (float32), but needs indices, which are integers: convert them with .long().
#>   line 5: the input of shape (8, 20) comes from here
