import torch
import torch.nn as nn
import torch.nn.functional as F


class Scorer(nn.Module):
    def __init__(self, q, d, h=12):
        super().__init__()
        self.query, self.doc = nn.Linear(q, h), nn.Linear(d, h)
        self.cross = nn.Bilinear(h, h, 1)

    def forward(self, query, docs):
        # query: (B, q); docs: (B, L, d)
        L = docs.shape[1]
        q = self.query(query).unsqueeze(1).expand(-1, L, -1).contiguous()
        d = self.doc(docs)
        return self.cross(q, d).squeeze(-1)


def list_net(scores, relevance):
    return -(F.softmax(relevance, dim=1) * F.log_softmax(scores, dim=1)).sum(1).mean()


def lambda_pairs(scores, relevance):
    s_ij = scores.unsqueeze(2) - scores.unsqueeze(1)
    r_ij = relevance.unsqueeze(2) > relevance.unsqueeze(1)
    loss = F.softplus(-s_ij)
    return loss[r_ij].mean()


def ndcg(scores, relevance, k=3):
    order = scores.argsort(dim=1, descending=True)
    gains = (2.0 ** relevance - 1).gather(1, order)[:, :k]
    ideal = (2.0 ** relevance.sort(dim=1, descending=True).values - 1)[:, :k]
    discount = 1 / torch.log2(torch.arange(k) + 2.0)
    return (gains * discount).sum(1) / (ideal * discount).sum(dim=1).clamp(min=1e-8)


def info_nce(anchors, docs, temperature=0.1):
    anchors, docs = F.normalize(anchors, dim=-1), F.normalize(docs, dim=-1)
    sims = anchors @ docs.transpose(-2, -1) / temperature
    return F.cross_entropy(sims, torch.arange(anchors.size(0)))


query, docs = torch.randn(4, 6), torch.randn(4, 7, 9)
relevance = torch.randint(0, 3, (4, 7)).float()
scores = Scorer(6, 9)(query, docs)
loss = list_net(scores, relevance) + lambda_pairs(scores, relevance)
metric = ndcg(scores.detach(), relevance)
contrast = info_nce(torch.randn(5, 8), torch.randn(5, 8))
margin = nn.MarginRankingLoss(margin=0.5)(scores[:, 0], scores[:, 1], torch.ones(4))
late = torch.einsum('bqd,bkd->bqk', torch.randn(4, 3, 8), torch.randn(4, 11, 8)).amax(-1).sum(-1)
