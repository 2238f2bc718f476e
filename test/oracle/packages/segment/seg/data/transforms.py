import torch


def flip(x):
    return torch.flip(x, (-1,))


def normalize(x, mean=0.5, std=0.5):
    y = (x - mean) / std
    return y


def compose(*steps):
    def run(x):
        for step in steps:
            x = step(x)
        return x

    return run
