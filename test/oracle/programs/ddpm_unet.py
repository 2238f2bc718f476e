import math

import torch
import torch.nn as nn
import torch.nn.functional as F


def timestep_embedding(timesteps, dim, max_period=10000):
    half = dim // 2
    freqs = torch.exp(-math.log(max_period) * torch.arange(start=0, end=half, dtype=torch.float32) / half)
    args = timesteps[:, None].float() * freqs[None]
    embedding = torch.cat([torch.cos(args), torch.sin(args)], dim=-1)
    if dim % 2:
        embedding = torch.cat([embedding, torch.zeros_like(embedding[:, :1])], dim=-1)
    return embedding


class ResBlock(nn.Module):
    def __init__(self, cin, cout, temb_dim):
        super().__init__()
        self.norm1 = nn.GroupNorm(4, cin)
        self.conv1 = nn.Conv2d(cin, cout, 3, padding=1)
        self.temb_proj = nn.Linear(temb_dim, cout)
        self.norm2 = nn.GroupNorm(4, cout)
        self.conv2 = nn.Conv2d(cout, cout, 3, padding=1)
        self.shortcut = nn.Conv2d(cin, cout, 1) if cin != cout else nn.Identity()

    def forward(self, x, temb):
        h = self.conv1(F.silu(self.norm1(x)))
        h = h + self.temb_proj(F.silu(temb))[:, :, None, None]
        h = self.conv2(F.silu(self.norm2(h)))
        return h + self.shortcut(x)


class AttnBlock(nn.Module):
    def __init__(self, ch):
        super().__init__()
        self.norm = nn.GroupNorm(4, ch)
        self.qkv = nn.Conv2d(ch, ch * 3, 1)
        self.proj = nn.Conv2d(ch, ch, 1)

    def forward(self, x):
        b, c, h, w = x.shape
        q, k, v = self.qkv(self.norm(x)).reshape(b, 3, c, h * w).unbind(1)
        weights = torch.einsum('bci,bcj->bij', q, k) * c ** -0.5
        weights = weights.softmax(dim=-1)
        out = torch.einsum('bij,bcj->bci', weights, v).reshape(b, c, h, w)
        return x + self.proj(out)


class UNet(nn.Module):
    def __init__(self, ch=8, ch_mult=(1, 2, 2), in_ch=3):
        super().__init__()
        self.ch = ch
        tdim = ch * 4
        self.temb = nn.Sequential(nn.Linear(ch, tdim), nn.SiLU(), nn.Linear(tdim, tdim))
        self.conv_in = nn.Conv2d(in_ch, ch, 3, padding=1)
        self.downs, self.ups = nn.ModuleList(), nn.ModuleList()
        chs, now = [ch], ch
        for i, mult in enumerate(ch_mult):
            self.downs.append(ResBlock(now, ch * mult, tdim))
            now = ch * mult
            chs.append(now)
            if i < len(ch_mult) - 1:
                self.downs.append(nn.Conv2d(now, now, 3, stride=2, padding=1))
                chs.append(now)
        self.mid1, self.attn, self.mid2 = ResBlock(now, now, tdim), AttnBlock(now), ResBlock(now, now, tdim)
        for i, mult in reversed(list(enumerate(ch_mult))):
            for _ in range(2 if i > 0 else 1):
                self.ups.append(ResBlock(now + chs.pop(), ch * mult, tdim))
                now = ch * mult
            if i > 0:
                self.ups.append(nn.Upsample(scale_factor=2, mode='nearest'))
        self.out = nn.Conv2d(now, in_ch, 3, padding=1)

    def forward(self, x, t):
        temb = self.temb(timestep_embedding(t, self.ch))
        h = self.conv_in(x)
        hs = [h]
        for layer in self.downs:
            h = layer(h, temb) if isinstance(layer, ResBlock) else layer(h)
            hs.append(h)
        h = self.mid2(self.attn(self.mid1(h, temb)), temb)
        for layer in self.ups:
            if isinstance(layer, nn.Upsample):
                h = layer(h)
            else:
                h = layer(torch.cat([h, hs.pop()], dim=1), temb)
        return self.out(F.silu(h))


T = 20
betas = torch.linspace(1e-4, 0.02, T)
alphas_cumprod = torch.cumprod(1. - betas, dim=0)
alphas_cumprod_prev = F.pad(alphas_cumprod[:-1], (1, 0), value=1.0)
posterior_variance = betas * (1. - alphas_cumprod_prev) / (1. - alphas_cumprod)


def extract(a, t, x_shape):
    out = a.gather(-1, t)
    return out.reshape(t.shape[0], *((1,) * (len(x_shape) - 1)))


model = UNet()
x0 = torch.rand(2, 3, 16, 16) * 2 - 1
t = torch.randint(0, T, (x0.shape[0],)).long()
noise = torch.randn_like(x0)
xt = extract(alphas_cumprod.sqrt(), t, x0.shape) * x0 + extract((1 - alphas_cumprod).sqrt(), t, x0.shape) * noise
pred = model(xt, t)
loss = F.smooth_l1_loss(pred, noise)
with torch.no_grad():
    img = torch.randn(1, 3, 16, 16)
    for step in reversed(range(2)):
        tt = torch.full((1,), step, dtype=torch.long)
        eps = model(img, tt)
        mean = (img - extract(betas, tt, img.shape) * eps) / extract((1. - betas).sqrt(), tt, img.shape)
        img = mean + posterior_variance[step].sqrt() * torch.randn_like(img)
