import torch
from torch import nn, einsum


class TriangleMultiply(nn.Module):
    """Pair representation z: (B, N, N, C)."""

    def __init__(self, c, hidden, outgoing=True):
        super().__init__()
        self.norm = nn.LayerNorm(c)
        self.left, self.right = nn.Linear(c, hidden), nn.Linear(c, hidden)
        self.left_gate, self.right_gate = nn.Linear(c, hidden), nn.Linear(c, hidden)
        self.out_norm, self.out, self.gate = nn.LayerNorm(hidden), nn.Linear(hidden, c), nn.Linear(c, c)
        self.equation = 'b i k d, b j k d -> b i j d' if outgoing else 'b k j d, b k i d -> b i j d'

    def forward(self, z, mask=None):
        z = self.norm(z)
        left = self.left(z) * self.left_gate(z).sigmoid()
        right = self.right(z) * self.right_gate(z).sigmoid()
        if mask is not None:
            left, right = left * mask.unsqueeze(-1), right * mask[..., None]
        out = einsum(self.equation, left, right)
        return self.out(self.out_norm(out)) * torch.sigmoid(self.gate(z))


class OuterProductMean(nn.Module):
    def __init__(self, c_m, c_z, c=4):
        super().__init__()
        self.a, self.b = nn.Linear(c_m, c), nn.Linear(c_m, c)
        self.out = nn.Linear(c * c, c_z)

    def forward(self, m):
        a, b = self.a(m), self.b(m)
        outer = einsum('b s i c, b s j e -> b s i j c e', a, b).mean(dim=1)
        return self.out(outer.flatten(-2))


class RowAttentionWithPairBias(nn.Module):
    def __init__(self, c_m, c_z, heads):
        super().__init__()
        self.h = heads
        self.qkv = nn.Linear(c_m, 3 * c_m)
        self.bias = nn.Linear(c_z, heads, bias=False)

    def forward(self, m, z):
        B, S, N, C = m.shape
        q, k, v = self.qkv(m).view(B, S, N, 3, self.h, C // self.h).permute(3, 0, 1, 4, 2, 5)
        logits = q @ k.transpose(-1, -2) * (C // self.h) ** -0.5
        logits = logits + self.bias(z).permute(0, 3, 1, 2).unsqueeze(1)
        return (logits.softmax(-1) @ v).transpose(2, 3).reshape(B, S, N, C)


msa, pair = torch.randn(1, 5, 9, 12), torch.randn(1, 9, 9, 8)
pair = pair + OuterProductMean(12, 8)(msa)
pair = pair + TriangleMultiply(8, 6)(pair, torch.ones(1, 9, 9))
pair = pair + TriangleMultiply(8, 6, outgoing=False)(pair)
msa = msa + RowAttentionWithPairBias(12, 8, 3)(msa, pair)
symmetric = 0.5 * (pair + pair.transpose(1, 2))
distogram = nn.Linear(8, 16)(symmetric).log_softmax(-1)
frames = torch.eye(3).expand(9, 3, 3)
local = torch.einsum('nij,nmj->nmi', frames.transpose(-1, -2), torch.randn(9, 9, 3))
