"""A library of blocks whose comments and docstrings say what they take; another program would call them."""
import torch
from torch import nn
from torch.nn import functional as F


def attend(
    q,  # (B, H, T, D)
    k,  # (B, H, S, D)
    v,  # (B, H, S, D)
):
    scores = q @ k.transpose(-2, -1) / q.size(-1) ** 0.5
    weights = scores.softmax(-1)
    mixed = weights @ v
    return mixed


def masked_mean(x, mask=None):
    """The mean over time.

    Args:
        x (torch.Tensor): features of shape (B, T, C)
        mask (torch.Tensor): which steps count, of shape (B, T)
    """
    if mask is None:
        mean = x.mean(1)
        return mean
    counted = x * mask.unsqueeze(-1)
    total = counted.sum(1)
    return total


def pairwise(a, b):
    """Squared distances.

    Parameters
    ----------
    a : Tensor of shape (M, D)
    b : torch.Tensor, shape (N, D)
        the other points
    """
    squares = a.pow(2).sum(1, keepdim=True) + b.pow(2).sum(1)
    distances = squares - 2 * a @ b.T
    return distances


class Gate(nn.Module):
    r"""A gate for every channel.

    Shape:
        - Input: :math:`(N, C, H, W)`
        - Output: :math:`(N, C, H, W)`
    """

    def __init__(self, channels, reduction=4):
        super().__init__()
        self.down = nn.Linear(channels, channels // reduction)
        self.up = nn.Linear(channels // reduction, channels)

    def forward(self, input):
        pooled = input.mean((2, 3))
        gates = torch.sigmoid(self.up(F.relu(self.down(pooled))))
        gated = input * gates[:, :, None, None]
        return gated


class Patches(nn.Module):
    def __init__(self, size, dim):
        super().__init__()
        self.project = nn.Conv2d(3, dim, size, stride=size)

    def forward(self, pictures):  # B x 3 x H x W
        maps = self.project(pictures)
        tokens = maps.flatten(2).transpose(1, 2)
        return tokens


def one_hot_loss(logits, labels, num_classes):
    # logits: (N, num_classes), labels: (N,)
    targets = F.one_hot(labels, num_classes).float()
    log_p = F.log_softmax(logits, dim=1)
    losses = -(targets * log_p).sum(1)
    return losses.mean()


def mostly_wrong(x):  # (B, T)
    x = x.transpose(1, 2)
    first = x[:, 0]
    return first


def test_classifier():
    model = Classifier()
    logits = model(torch.randn(4, 1, 12, 12))
    assert logits.shape == (4, 10)


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(nn.Conv2d(1, 8, 3), nn.ReLU(), nn.MaxPool2d(2))
        self.head = nn.Linear(200, 10)

    def forward(self, x):
        maps = self.features(x)
        flat = maps.flatten(1)
        out = self.head(flat)
        return out


CALLS = [
    ("attend", (torch.randn(2, 4, 5, 8), torch.randn(2, 4, 6, 8), torch.randn(2, 4, 6, 8))),
    ("masked_mean", (torch.randn(2, 5, 3),)),
    ("masked_mean", (torch.randn(2, 5, 3), torch.ones(2, 5))),
    ("pairwise", (torch.randn(5, 2), torch.randn(7, 2))),
    ("one_hot_loss", (torch.randn(6, 3), torch.tensor([0, 1, 2, 0, 1, 2]), 3)),
    ("mostly_wrong", (torch.randn(2, 3, 4),)),
    ("test_classifier", ()),
]
for name, given in CALLS:
    globals()[name](*given)
globals()["Gate"](8)(torch.randn(2, 8, 5, 6))
globals()["Patches"](4, 16)(torch.randn(2, 3, 8, 12))
