from torch import nn

ACTIVATIONS = {'relu': nn.ReLU, 'gelu': nn.GELU}


class Mlp(nn.Sequential):
    def __init__(self, width, ratio=4, activation='gelu'):
        super().__init__(nn.Linear(width, ratio * width), ACTIVATIONS[activation](), nn.Linear(ratio * width, width))
