import torch
from torch import nn

lstm = nn.LSTM(10, 20)
x = torch.randn(32, 5, 10)
h0 = torch.zeros(1, 32, 20)
c0 = torch.zeros(1, 32, 20)
out, (h, c) = lstm(x, (h0, c0))
#> shape-mismatch: nn.LSTM gets a hidden state of shape (1, 32, 20), but needs (1, 5, 20) (layers times directions, batch, hidden_size) for an input of shape (32, 5, 10): the batch stands first in this input, so make the layer with batch_first=True.
#>   line 6: the input of shape (1, 32, 20) comes from here
