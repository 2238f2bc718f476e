import torch
import torch.nn as nn
import torch.nn.functional as F


class RotaryEmbedding(nn.Module):
    def __init__(self, dim, base=10000):
        super().__init__()
        inv_freq = 1.0 / (base ** (torch.arange(0, dim, 2).float() / dim))
        self.register_buffer("inv_freq", inv_freq)
        self.seq_len_cached = None

    def forward(self, x, seq_dim=1):
        seq_len = x.shape[seq_dim]
        if seq_len != self.seq_len_cached:
            self.seq_len_cached = seq_len
            t = torch.arange(x.shape[seq_dim], device=x.device).type_as(self.inv_freq)
            freqs = torch.einsum("i,j->ij", t, self.inv_freq)
            emb = torch.cat((freqs, freqs), dim=-1)
            self.cos_cached = emb.cos()[None, :, None, :]
            self.sin_cached = emb.sin()[None, :, None, :]
        return self.cos_cached, self.sin_cached


def rotate_half(x):
    x1, x2 = x[..., : x.shape[-1] // 2], x[..., x.shape[-1] // 2:]
    return torch.cat((-x2, x1), dim=x1.ndim - 1)


def apply_rotary_pos_emb(q, k, cos, sin):
    return (q * cos) + (rotate_half(q) * sin), (k * cos) + (rotate_half(k) * sin)


class LinearAttention(nn.Module):
    """Attention as phi(q) (phi(k)^T v): O(T) in the length."""

    def __init__(self, d_model, n_heads, causal=False):
        super().__init__()
        self.h = n_heads
        self.dk = d_model // n_heads
        self.causal = causal
        self.qkv = nn.Linear(d_model, 3 * d_model, bias=False)
        self.rotary = RotaryEmbedding(self.dk)
        self.out = nn.Linear(d_model, d_model)

    @staticmethod
    def feature_map(x):
        return F.elu(x) + 1

    def forward(self, x):
        B, T, D = x.shape
        q, k, v = (z.view(B, T, self.h, self.dk) for z in self.qkv(x).chunk(3, -1))
        cos, sin = self.rotary(q)
        q, k = apply_rotary_pos_emb(q, k, cos, sin)
        q, k = self.feature_map(q), self.feature_map(k)
        if self.causal:
            kv = torch.einsum("bthd,bthe->bthde", k, v).cumsum(dim=1)
            z = 1 / (torch.einsum("bthd,bthd->bth", q, k.cumsum(1)) + 1e-6)
            out = torch.einsum("bthd,bthde,bth->bthe", q, kv, z)
        else:
            kv = torch.einsum("bshd,bshe->bhde", k, v)
            z = 1 / (torch.einsum("bthd,bhd->bth", q, k.sum(dim=1)) + 1e-6)
            out = torch.einsum("bthd,bhde,bth->bthe", q, kv, z)
        return self.out(out.reshape(B, T, D))


full = LinearAttention(24, 3)
causal = LinearAttention(24, 3, causal=True)
seq = torch.randn(2, 10, 24)
a = full(seq)
b = causal(seq)
longer = causal(torch.randn(1, 17, 24))
