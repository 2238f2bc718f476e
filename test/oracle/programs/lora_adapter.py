import math
from typing import Dict, Optional

import torch
from torch import Tensor, nn
import torch.nn.functional as F


class LoRALinear(nn.Linear):
    def __init__(self, in_features: int, out_features: int, r: int = 0, alpha: int = 1, **kwargs):
        nn.Linear.__init__(self, in_features, out_features, **kwargs)
        self.r = r
        if r > 0:
            self.lora_A = nn.Parameter(self.weight.new_zeros((r, in_features)))
            self.lora_B = nn.Parameter(self.weight.new_zeros((out_features, r)))
            self.scaling = alpha / r
            self.weight.requires_grad = False
            nn.init.kaiming_uniform_(self.lora_A, a=math.sqrt(5))
        self.merged = False

    def merge(self) -> Tensor:
        delta = self.lora_B @ self.lora_A
        return self.weight + delta * self.scaling

    def forward(self, x: Tensor) -> Tensor:
        result = F.linear(x, self.weight, bias=self.bias)
        if self.r > 0 and not self.merged:
            result = result + (x @ self.lora_A.transpose(0, 1) @ self.lora_B.transpose(0, 1)) * self.scaling
        return result


class Adapter(nn.Module):
    def __init__(self, dim: int, bottleneck: int, act: Optional[nn.Module] = None):
        super().__init__()
        self.down = nn.Linear(dim, bottleneck)
        self.up = nn.Linear(bottleneck, dim)
        self.act = act or nn.GELU()

    def forward(self, x):
        return x + self.up(self.act(self.down(x)))


class PrefixAttention(nn.Module):
    def __init__(self, dim, heads, prefix_len):
        super().__init__()
        self.heads = heads
        self.qkv = LoRALinear(dim, dim * 3, r=2, alpha=4)
        self.prefix = nn.Parameter(torch.randn(2, prefix_len, dim))
        self.adapter = Adapter(dim, dim // 4)

    def forward(self, x):
        b, n, d = x.shape
        q, k, v = self.qkv(x).chunk(3, dim=-1)
        pk, pv = self.prefix.unbind(0)
        k = torch.cat([pk.expand(b, -1, -1), k], dim=1)
        v = torch.cat([pv.expand(b, -1, -1), v], dim=1)
        q, k, v = (t.reshape(b, t.shape[1], self.heads, d // self.heads).transpose(1, 2) for t in (q, k, v))
        att = (q @ k.mT / math.sqrt(d // self.heads)).softmax(-1)
        return self.adapter((att @ v).transpose(1, 2).reshape(b, n, d))


layer = PrefixAttention(16, 4, prefix_len=3)
tokens = torch.randn(2, 6, 16)
out = layer(tokens)
merged = layer.qkv.merge()
trainable: Dict[str, int] = {n: p.numel() for n, p in layer.named_parameters() if p.requires_grad}
