import torch
import torch.nn as nn
import torch.nn.functional as F


class Augment:
    """Two random crops and flips of a batch (N, C, H, W)."""

    def __init__(self, size):
        self.size = size

    def one(self, x):
        top, left = (int(torch.randint(0, x.shape[2] - self.size + 1, ())) for _ in range(2))
        x = x[:, :, top:top + self.size, left:left + self.size]
        if torch.rand(()) < 0.5:
            x = torch.flip(x, dims=[3])
        return x + 0.05 * torch.randn_like(x)

    def __call__(self, x):
        return self.one(x), self.one(x)


encoder = nn.Sequential(
    nn.Conv2d(3, 8, 3, stride=2, padding=1, bias=False), nn.BatchNorm2d(8), nn.ReLU(inplace=True),
    nn.Conv2d(8, 16, 3, stride=2, padding=1, bias=False), nn.BatchNorm2d(16), nn.ReLU(inplace=True),
    nn.AdaptiveAvgPool2d(1), nn.Flatten())
projector = nn.Sequential(nn.Linear(16, 16), nn.ReLU(), nn.Linear(16, 8))


def info_nce_loss(features, n_views=2, temperature=0.07):
    batch_size = features.shape[0] // n_views
    labels = torch.cat([torch.arange(batch_size) for _ in range(n_views)], dim=0)
    labels = (labels.unsqueeze(0) == labels.unsqueeze(1)).float()
    features = F.normalize(features, dim=1)
    similarity_matrix = torch.matmul(features, features.T)
    mask = torch.eye(labels.shape[0], dtype=torch.bool)
    labels = labels[~mask].view(labels.shape[0], -1)
    similarity_matrix = similarity_matrix[~mask].view(similarity_matrix.shape[0], -1)
    positives = similarity_matrix[labels.bool()].view(labels.shape[0], -1)
    negatives = similarity_matrix[~labels.bool()].view(similarity_matrix.shape[0], -1)
    logits = torch.cat([positives, negatives], dim=1)
    labels = torch.zeros(logits.shape[0], dtype=torch.long)
    return logits / temperature, labels


def nt_xent(z1, z2, tau=0.5):
    z = F.normalize(torch.cat([z1, z2]), dim=-1)
    sim = z @ z.t() / tau
    n = z1.size(0)
    sim.fill_diagonal_(-1e9)
    targets = torch.cat([torch.arange(n, 2 * n), torch.arange(n)])
    return F.cross_entropy(sim, targets)


images = torch.rand(6, 3, 32, 32)
view1, view2 = Augment(24)(images)
z1, z2 = projector(encoder(view1)), projector(encoder(view2))
loss = nt_xent(z1, z2)
logits, labels = info_nce_loss(torch.cat((z1, z2), 0))
ce = nn.CrossEntropyLoss()(logits, labels)
