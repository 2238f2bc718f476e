import torch
import torch.nn as nn
import torch.nn.functional as F


class MemN2N(nn.Module):
    """End-to-end memory: stories (B, S, W) of word ids, queries (B, W)."""

    def __init__(self, vocab, dim, hops):
        super().__init__()
        self.hops = hops
        for hop in range(hops + 1):
            C = nn.Embedding(vocab, dim, padding_idx=0)
            self.add_module("C_{}".format(hop), C)
        self.temporal = nn.Parameter(torch.randn(6, dim) * 0.1)

    def __getitem__(self, i):
        return getattr(self, "C_{}".format(i))

    def forward(self, story, query):
        u = self[0](query).sum(1)
        for hop in range(self.hops):
            B, S, W = story.shape
            m = self[hop](story.view(B, -1)).view(B, S, W, -1).sum(2) + self.temporal
            prob = torch.softmax(torch.sum(m * u.unsqueeze(1), 2), dim=1)
            c = self[hop + 1](story.view(B, -1)).view(B, S, W, -1).sum(dim=2)
            o = (prob.unsqueeze(2) * c).sum(1)
            u = u + o
        return u @ self[self.hops].weight.transpose(0, 1)


class NTMHead(nn.Module):
    def __init__(self, n, m, controller):
        super().__init__()
        self.n, self.m = n, m
        self.fc = nn.Linear(controller, m + 1 + 1 + 3 + 1)

    def address(self, o, memory, w_prev):
        k, beta, g, s, gamma = torch.split(self.fc(o), [self.m, 1, 1, 3, 1], dim=1)
        beta, g, gamma = F.softplus(beta), torch.sigmoid(g), 1 + F.softplus(gamma)
        s = F.softmax(s, dim=1)
        wc = F.softmax(beta * F.cosine_similarity(memory + 1e-16, k.unsqueeze(1), dim=-1), dim=1)
        wg = g * wc + (1 - g) * w_prev
        result = torch.zeros(wg.size())
        for b in range(len(wg)):
            t = torch.cat([wg[b, -1:], wg[b], wg[b, :1]])
            result[b] = F.conv1d(t.view(1, 1, -1), s[b].view(1, 1, -1)).view(-1)
        w = result ** gamma
        return w / (w.sum(dim=1, keepdim=True) + 1e-16)


stories, queries = torch.randint(0, 20, (3, 6, 4)), torch.randint(0, 20, (3, 4))
answers = MemN2N(20, 8, hops=2)(stories, queries)
memory = torch.randn(2, 5, 7)
w = F.softmax(torch.randn(2, 5), dim=1)
w = NTMHead(5, 7, 9).address(torch.randn(2, 9), memory, w)
read = torch.matmul(w.unsqueeze(1), memory).squeeze(1)
erase, add = torch.rand(2, 7), torch.rand(2, 7)
memory = memory * (1 - torch.matmul(w.unsqueeze(-1), erase.unsqueeze(1)))
memory = memory + torch.matmul(w.unsqueeze(-1), add.unsqueeze(1))
