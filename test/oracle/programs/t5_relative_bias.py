import math

import torch
from torch import nn


class T5LayerNorm(nn.Module):
    def __init__(self, hidden_size, eps=1e-6):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(hidden_size))
        self.variance_epsilon = eps

    def forward(self, hidden_states):
        variance = hidden_states.to(torch.float32).pow(2).mean(-1, keepdim=True)
        hidden_states = hidden_states * torch.rsqrt(variance + self.variance_epsilon)
        return self.weight * hidden_states


def relative_position_bucket(relative_position, bidirectional=True, num_buckets=32, max_distance=128):
    relative_buckets = 0
    if bidirectional:
        num_buckets //= 2
        relative_buckets += (relative_position > 0).to(torch.long) * num_buckets
        relative_position = torch.abs(relative_position)
    else:
        relative_position = -torch.min(relative_position, torch.zeros_like(relative_position))
    max_exact = num_buckets // 2
    is_small = relative_position < max_exact
    relative_postion_if_large = max_exact + (
        torch.log(relative_position.float() / max_exact)
        / math.log(max_distance / max_exact)
        * (num_buckets - max_exact)
    ).to(torch.long)
    relative_postion_if_large = torch.min(
        relative_postion_if_large, torch.full_like(relative_postion_if_large, num_buckets - 1)
    )
    relative_buckets += torch.where(is_small, relative_position, relative_postion_if_large)
    return relative_buckets


class Attention(nn.Module):
    def __init__(self, d_model, n_heads, d_kv, is_decoder=False, has_bias=False):
        super().__init__()
        self.n_heads, self.d_kv, self.is_decoder = n_heads, d_kv, is_decoder
        self.inner_dim = n_heads * d_kv
        self.q = nn.Linear(d_model, self.inner_dim, bias=False)
        self.k = nn.Linear(d_model, self.inner_dim, bias=False)
        self.v = nn.Linear(d_model, self.inner_dim, bias=False)
        self.o = nn.Linear(self.inner_dim, d_model, bias=False)
        if has_bias:
            self.relative_attention_bias = nn.Embedding(32, n_heads)

    def compute_bias(self, query_length, key_length):
        context_position = torch.arange(query_length, dtype=torch.long)[:, None]
        memory_position = torch.arange(key_length, dtype=torch.long)[None, :]
        relative_position = memory_position - context_position
        bucket = relative_position_bucket(relative_position, bidirectional=(not self.is_decoder))
        values = self.relative_attention_bias(bucket)
        values = values.permute([2, 0, 1]).unsqueeze(0)
        return values

    def forward(self, hidden, key_value=None, position_bias=None):
        batch, length = hidden.shape[:2]
        source = hidden if key_value is None else key_value

        def shape(states):
            return states.view(batch, -1, self.n_heads, self.d_kv).transpose(1, 2)

        def unshape(states):
            return states.transpose(1, 2).contiguous().view(batch, -1, self.inner_dim)

        q, k, v = shape(self.q(hidden)), shape(self.k(source)), shape(self.v(source))
        scores = torch.matmul(q, k.transpose(3, 2))
        if position_bias is None:
            if not hasattr(self, 'relative_attention_bias'):
                position_bias = torch.zeros((1, self.n_heads, length, k.size(2)))
            else:
                position_bias = self.compute_bias(length, k.size(2))
        scores += position_bias
        weights = nn.functional.softmax(scores.float(), dim=-1).type_as(scores)
        output = self.o(unshape(torch.matmul(weights, v)))
        return output, position_bias


d_model = 24
norm = T5LayerNorm(d_model)
enc_attn = Attention(d_model, 3, 8, has_bias=True)
dec_attn = Attention(d_model, 3, 8, is_decoder=True, has_bias=True)
cross = Attention(d_model, 3, 8)
enc_in = torch.randn(2, 11, d_model)
memory, bias = enc_attn(norm(enc_in))
memory2, _ = enc_attn(norm(enc_in + memory), position_bias=bias)
dec_in = torch.randn(2, 6, d_model)
h, dec_bias = dec_attn(norm(dec_in))
h = dec_in + h
c, _ = cross(norm(h), key_value=memory2)
wi = nn.Linear(d_model, 64, bias=False)
wo = nn.Linear(64, d_model, bias=False)
ff = wo(nn.functional.relu(wi(norm(h + c))))
tied = torch.randn(40, d_model)
logits = (ff * d_model ** -0.5) @ tied.t()
