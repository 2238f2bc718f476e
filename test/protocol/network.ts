/** Starting the server through tsx compiles it; on two busy cores that takes a while. */
export const START_MILLISECONDS = 120_000;

/** A network whose classifier does not fit, for an input of 28×28 images. */
export const NETWORK = `import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten())
        self.classifier = nn.Linear(1000, 10)

    def forward(self, x):
        h = self.features(x)
        return self.classifier(h)


logits = Net()(torch.randn(4, 1, 28, 28))
`;

/** The same with the number that fits. */
export const FIXED = NETWORK.replace('1000', '1568');
