import torch
import torch.nn as nn
import torch.nn.functional as F


class EmbeddingNet(nn.Module):
    def __init__(self, out_dim=8):
        super().__init__()
        self.convnet = nn.Sequential(nn.Conv2d(1, 8, 5), nn.PReLU(),
                                     nn.MaxPool2d(2, stride=2),
                                     nn.Conv2d(8, 16, 5), nn.PReLU(),
                                     nn.MaxPool2d(2, stride=2))
        self.fc = nn.Sequential(nn.Linear(16 * 4 * 4, 32), nn.PReLU(), nn.Linear(32, out_dim))

    def forward(self, x):
        output = self.convnet(x)
        output = output.view(output.size()[0], -1)
        output = self.fc(output)
        return output

    def get_embedding(self, x):
        return F.normalize(self.forward(x))


class ArcFace(nn.Module):
    def __init__(self, in_features, out_features, s=30.0, m=0.5):
        super().__init__()
        self.s, self.m = s, m
        self.weight = nn.Parameter(torch.FloatTensor(out_features, in_features))
        nn.init.xavier_uniform_(self.weight)

    def forward(self, x, label):
        cosine = F.linear(F.normalize(x), F.normalize(self.weight))
        theta = torch.acos(cosine.clamp(-1 + 1e-7, 1 - 1e-7))
        target = torch.cos(theta + self.m)
        one_hot = torch.zeros_like(cosine)
        one_hot.scatter_(1, label.view(-1, 1), 1.0)
        output = one_hot * target + (1.0 - one_hot) * cosine
        output *= self.s
        return output


def pairwise_distances(e):
    dot = e @ e.t()
    sq = torch.diag(dot)
    d = sq.unsqueeze(0) - 2.0 * dot + sq.unsqueeze(1)
    return d.clamp(min=0.0)


def batch_hard(e, labels, margin=0.3):
    d = pairwise_distances(e)
    same = labels.unsqueeze(0) == labels.unsqueeze(1)
    hardest_positive = (d * same.float()).max(1, keepdim=True)[0]
    biggest = d.max(dim=1, keepdim=True).values
    hardest_negative = (d + biggest * same.float()).min(1, keepdim=True)[0]
    return F.relu(hardest_positive - hardest_negative + margin).mean()


net = EmbeddingNet()
anchor, positive, negative = (torch.rand(6, 1, 28, 28) for _ in range(3))
ea, ep, en = net(anchor), net(positive), net(negative)
triplet = nn.TripletMarginLoss(margin=1.0)(ea, ep, en)
cosine = F.cosine_similarity(ea, ep)
contrast = nn.CosineEmbeddingLoss()(ea, en, -torch.ones(6))
labels = torch.tensor([0, 0, 1, 1, 2, 2])
hard = batch_hard(ea, labels)
logits = ArcFace(8, 3)(net.get_embedding(anchor), labels)
loss = triplet + contrast + hard + F.cross_entropy(logits, labels)
loss.backward()
gallery = torch.cat([ep, en]).detach()
ranking = torch.cdist(ea.detach(), gallery).argsort(dim=1)
nearest = gallery[ranking[:, 0]]
