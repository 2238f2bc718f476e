from torch import nn

PLAN = [1, 'M', 2, 2, 'M']


def make_layers(plan, width):
    layers, inside = [], 3
    for step in plan:
        if step == 'M':
            layers.append(nn.MaxPool2d(2))
            continue
        layers += [nn.Conv2d(inside, step * width, 3, padding=1), nn.ReLU(inplace=True)]
        inside = step * width
    return nn.Sequential(*layers), inside


class VGG(nn.Module):
    def __init__(self, classes, width=8, depth=None):
        super().__init__()
        self.body, channels = make_layers(PLAN, width)
        self.pool = nn.AdaptiveAvgPool2d((2, 2))
        self.head = nn.Linear(channels * 4, classes)

    def forward(self, x):
        x = self.pool(self.body(x))
        x = x.flatten(1)
        return self.head(x)
