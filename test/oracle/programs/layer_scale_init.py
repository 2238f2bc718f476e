from typing import Union

import torch
import torch.nn as nn

Size = Union[int, tuple]


def to_2tuple(x: Size) -> tuple:
    return x if isinstance(x, tuple) else (x, x)


class PatchEmbed(nn.Module):
    """Image (B, C, H, W) to tokens (B, N, D)."""

    def __init__(self, img_size: Size = 32, patch_size: Size = 8, in_chans: int = 3, embed_dim: int = 24, flatten: bool = True):
        super().__init__()
        img_size = to_2tuple(img_size)
        patch_size = to_2tuple(patch_size)
        self.grid_size = (img_size[0] // patch_size[0], img_size[1] // patch_size[1])
        self.num_patches = self.grid_size[0] * self.grid_size[1]
        self.flatten = flatten
        self.proj = nn.Conv2d(in_chans, embed_dim, kernel_size=patch_size, stride=patch_size)

    def forward(self, x):
        x = self.proj(x)
        if self.flatten:
            x = x.flatten(2).transpose(1, 2)
        return x


class LayerScale(nn.Module):
    def __init__(self, dim, init_values=1e-5, inplace=False):
        super().__init__()
        self.inplace = inplace
        self.gamma = nn.Parameter(init_values * torch.ones(dim))

    def forward(self, x):
        return x.mul_(self.gamma) if self.inplace else x * self.gamma


class MixerBlock(nn.Module):
    def __init__(self, tokens, dim, token_dim, channel_dim):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(dim), nn.LayerNorm(dim)
        self.mix_tokens = nn.Sequential(nn.Linear(tokens, token_dim), nn.GELU(), nn.Linear(token_dim, tokens))
        self.mix_channels = nn.Sequential(nn.Linear(dim, channel_dim), nn.GELU(), nn.Linear(channel_dim, dim))
        self.ls = LayerScale(dim)

    def forward(self, x):
        y = self.norm1(x).permute(0, 2, 1)
        y = self.mix_tokens(y).permute(0, 2, 1)
        x = x + self.ls(y)
        return x + self.mix_channels(self.norm2(x))


embed = PatchEmbed(img_size=(32, 48))
tokens = embed(torch.rand(2, 3, 32, 48))
mixer = nn.Sequential(*[MixerBlock(embed.num_patches, 24, 12, 48) for _ in range(2)])
mixed = mixer(tokens)
head = nn.Linear(24, 10)
scores = head(mixed.mean(dim=1))
grid = PatchEmbed(flatten=False)(torch.rand(1, 3, 32, 32))
