import torch
from torch import nn

gru = nn.GRU(16, 32, batch_first=True, bidirectional=True)
fc = nn.Linear(32, 5)
out, h = gru(torch.randn(4, 12, 16))
logits = fc(out[:, -1])
#> shape-mismatch: nn.Linear gets an input of shape (4, 64), whose last axis is 64, but needs in_features=32: set in_features=64, or change what comes before.
#>   line 5: in_features is fixed here
#>   line 7: the input of shape (4, 64) comes from here
tensor = gru(torch.randn(4, 12, 16))
last = fc(tensor)
#> argument-mismatch: nn.Linear gets a tuple of 2 as its input, but needs one tensor: name the parts, as in `output, state = rnn(x)`, and pass the one that is wanted.
