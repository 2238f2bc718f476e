import torch
from torch import nn
from torch.nn import functional as F

from . import constants
from .layers import CausalSelfAttention, FeedForward
from .registry import register
from lm import sampling


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attention = CausalSelfAttention(width, heads)
        self.mlp = FeedForward(width)

    def forward(self, x):
        x = x + self.attention(self.norm1(x))
        x = x + self.mlp(self.norm2(x))
        return x


class LanguageModel(nn.Module):
    def __init__(self, vocabulary, width, heads, layers):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, width)
        self.register_buffer('places', constants.positions(constants.CONTEXT, width))
        self.blocks = nn.ModuleList([Block(width, heads) for _ in range(layers)])
        self.head = nn.Linear(width, vocabulary, bias=False)

    def forward(self, tokens):
        x = self.embedding(tokens) + self.places[: tokens.shape[1]]
        for block in self.blocks:
            x = block(x)
        return self.head(x)

    def loss(self, tokens):
        logits = self(tokens[:, :-1])
        wanted = tokens[:, 1:]
        return F.cross_entropy(logits.flatten(0, 1), wanted.reshape(-1))

    def continued(self, tokens):
        return sampling.generate(self, tokens, 2)


@register('tiny')
class Tiny(LanguageModel):
    def __init__(self, vocabulary):
        super().__init__(vocabulary, 16, 2, 1)
