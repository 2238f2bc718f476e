import torch
import torch.nn.functional as F
from torch import nn


def positional_encoding(x, num_freqs):
    """x: (..., C) -> (..., C * (2 * num_freqs + 1))"""
    out = [x]
    for i in range(num_freqs):
        for fn in (torch.sin, torch.cos):
            out.append(fn(2.0 ** i * x))
    return torch.cat(out, dim=-1)


class NeRF(nn.Module):
    def __init__(self, D=4, W=24, input_ch=27, input_ch_views=15, skips=[2]):
        super().__init__()
        self.skips = skips
        self.pts_linears = nn.ModuleList(
            [nn.Linear(input_ch, W)] + [nn.Linear(W, W) if i not in self.skips else nn.Linear(W + input_ch, W) for i in range(D - 1)])
        self.views_linears = nn.ModuleList([nn.Linear(input_ch_views + W, W // 2)])
        self.feature_linear = nn.Linear(W, W)
        self.alpha_linear = nn.Linear(W, 1)
        self.rgb_linear = nn.Linear(W // 2, 3)

    def forward(self, input_pts, input_views):
        h = input_pts
        for i, l in enumerate(self.pts_linears):
            h = self.pts_linears[i](h)
            h = F.relu(h)
            if i in self.skips:
                h = torch.cat([input_pts, h], -1)
        alpha = self.alpha_linear(h)
        feature = self.feature_linear(h)
        h = torch.cat([feature, input_views], -1)
        for i, l in enumerate(self.views_linears):
            h = F.relu(l(h))
        rgb = self.rgb_linear(h)
        return torch.cat([rgb, alpha], -1)


def get_rays(H, W, focal, c2w):
    i, j = torch.meshgrid(torch.linspace(0, W - 1, W), torch.linspace(0, H - 1, H), indexing='ij')
    i, j = i.t(), j.t()
    dirs = torch.stack([(i - W * .5) / focal, -(j - H * .5) / focal, -torch.ones_like(i)], -1)
    rays_d = torch.sum(dirs[..., None, :] * c2w[:3, :3], -1)
    rays_o = c2w[:3, -1].expand(rays_d.shape)
    return rays_o, rays_d


def raw2outputs(raw, z_vals, rays_d):
    dists = z_vals[..., 1:] - z_vals[..., :-1]
    dists = torch.cat([dists, torch.tensor([1e10]).expand(dists[..., :1].shape)], -1)
    dists = dists * torch.norm(rays_d[..., None, :], dim=-1)
    rgb = torch.sigmoid(raw[..., :3])
    alpha = 1. - torch.exp(-F.relu(raw[..., 3]) * dists)
    transmittance = torch.cumprod(torch.cat([torch.ones((alpha.shape[0], 1)), 1. - alpha + 1e-10], -1), -1)[:, :-1]
    weights = alpha * transmittance
    rgb_map = torch.sum(weights[..., None] * rgb, -2)
    depth_map = torch.sum(weights * z_vals, -1)
    return rgb_map, depth_map, weights


c2w = torch.eye(4)[:3]
rays_o, rays_d = get_rays(6, 8, 10.0, c2w)
rays_o, rays_d = rays_o.reshape(-1, 3), rays_d.reshape(-1, 3)
viewdirs = rays_d / torch.norm(rays_d, dim=-1, keepdim=True)
N_rays, N_samples = rays_o.shape[0], 5
t_vals = torch.linspace(0., 1., steps=N_samples)
z_vals = (2. * (1. - t_vals) + 6. * t_vals).expand([N_rays, N_samples])
pts = rays_o[..., None, :] + rays_d[..., None, :] * z_vals[..., :, None]
embedded = positional_encoding(pts.reshape(-1, 3), 4)
dirs = viewdirs[:, None].expand(pts.shape).reshape(-1, 3)
embedded_dirs = positional_encoding(dirs, 2)
raw = NeRF()(embedded, embedded_dirs).reshape(list(pts.shape[:-1]) + [4])
rgb_map, depth_map, weights = raw2outputs(raw, z_vals, rays_d)
image = rgb_map.view(6, 8, 3)
psnr = -10. * torch.log(torch.mean((image - torch.rand(6, 8, 3)) ** 2)) / torch.log(torch.tensor([10.]))
