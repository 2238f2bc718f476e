"""65 samples in batches of 16 leave a last batch of one, of which batch norm has no statistics; a view after permute."""
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

data = TensorDataset(torch.rand(65, 3, 18, 18), torch.randint(0, 2, (65,)))
features = nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU(), nn.MaxPool2d(2))
head = nn.Sequential(nn.Linear(8, 16), nn.BatchNorm1d(16), nn.Linear(16, 2))
for images, labels in DataLoader(data, batch_size=16):
    scores = head(features(images).mean((2, 3)))
#> shape-mismatch: nn.BatchNorm1d gets an input of shape (1, 16), with one value for each channel, but needs several values for each channel while it trains: give it a larger batch (drop_last=True leaves out a last one that is smaller), or call eval() first.
#>   line 8: the input of shape (1, 16) comes from here
#>   line 8: the layer that does not fit is made here
    loss = nn.functional.cross_entropy(scores, labels)
images = torch.rand(4, 3, 18, 18)
rows = features(images).permute(0, 2, 3, 1).view(4, -1)
#> shape-mismatch: Tensor.view gets a tensor of shape (4, 8, 8, 8) whose axes are in another order in memory, but needs axes side by side in memory where they become one of (4, 512): use reshape, or call it after .contiguous().
#>   line 13: the input of shape (4, 8, 8, 8) comes from here
