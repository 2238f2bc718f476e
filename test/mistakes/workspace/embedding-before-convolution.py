import torch
from torch import nn

conv = nn.Conv1d(64, 128, 3)
embedding = nn.Embedding(1000, 64)
tokens = torch.randint(0, 1000, (8, 20))
features = conv(embedding(tokens))
#> shape-mismatch: nn.Conv1d gets an input of shape (8, 20, 64), with 20 channels, but needs in_channels=64: the channels stand last, so move them before the length with .transpose(1, 2).
#>   line 4: in_channels is fixed here
#>   line 7: the input of shape (8, 20, 64) comes from here
