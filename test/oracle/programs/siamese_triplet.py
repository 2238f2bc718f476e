import argparse

import torch
import torch.nn as nn
import torch.nn.functional as F

parser = argparse.ArgumentParser()
parser.add_argument('--embedding-dim', type=int, default=32)
parser.add_argument('--batch-size', type=int, default=6)
parser.add_argument('--margin', type=float, default=1.0)
args = parser.parse_args()


class Embedder(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.conv = nn.Sequential(
            nn.Conv2d(3, 16, 5), nn.PReLU(), nn.MaxPool2d(2, stride=2),
            nn.Conv2d(16, 32, 5), nn.PReLU(), nn.MaxPool2d(2, stride=2))
        self.fc = nn.Sequential(nn.Linear(32 * 5 * 5, 64), nn.PReLU(), nn.Linear(64, dim))

    def forward(self, x):
        out = self.conv(x)
        out = out.view(out.size()[0], -1)
        out = self.fc(out)
        return F.normalize(out, p=2, dim=1)


net = Embedder(args.embedding_dim)
anchor, positive, negative = [net(torch.randn(args.batch_size, 3, 32, 32)) for _ in range(3)]
loss = F.triplet_margin_loss(anchor, positive, negative, margin=args.margin)
distances = torch.cdist(anchor, negative)
similarity = F.cosine_similarity(anchor, positive, dim=1)
matrix = anchor @ positive.t()
hardest = matrix.max(dim=1)[0]
