import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 16, 3)
        self.pool = nn.MaxPool2d(2, 2)
        self.conv2 = nn.Conv2d(16, 32, 3)
        self.fc1 = nn.Linear(32 * 8 * 8, 120)

    def forward(self, x):
        x = self.pool(torch.relu(self.conv1(x)))
        x = self.pool(torch.relu(self.conv2(x)))
        x = torch.flatten(x, 1)
        return self.fc1(x)
#> shape-mismatch: nn.Linear gets an input of shape (4, 1152), whose last axis is 1152, but needs in_features=2048: set in_features=1152, or change what comes before.
#>   line 11: in_features is fixed here
#>   line 16: the input of shape (4, 1152) comes from here


net = Net()
print(net(torch.randn(4, 3, 32, 32)).shape)
