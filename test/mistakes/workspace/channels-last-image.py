import numpy as np
import torch
from torch import nn

conv = nn.Conv2d(3, 16, 3)
image = np.zeros((224, 224, 3), dtype=np.float32)
batch = torch.from_numpy(image).unsqueeze(0)
features = conv(batch)
#> shape-mismatch: nn.Conv2d gets an input of shape (1, 224, 224, 3), with 224 channels, but needs in_channels=3: the channels stand last, so move them before the space with .permute(0, 3, 1, 2).
#>   line 5: in_channels is fixed here
#>   line 7: the input of shape (1, 224, 224, 3) comes from here
