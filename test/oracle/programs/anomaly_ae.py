import torch
from torch import nn


def dense(sizes, act=nn.ELU, last=True):
    seq = nn.Sequential()
    for k in range(len(sizes) - 1):
        seq.add_module(f"fc{k}", nn.Linear(sizes[k], sizes[k + 1]))
        if last or k < len(sizes) - 2:
            seq.add_module(f"act{k}", act())
    return seq


class DAGMM(nn.Module):
    def __init__(self, d=10, z=2, k=3):
        super().__init__()
        self.encoder = dense([d, 8, z], last=False)
        self.decoder = dense([z, 8, d], last=False)
        self.estimation = nn.Sequential(nn.Linear(z + 2, 6), nn.Tanh(), nn.Linear(6, k), nn.Softmax(dim=1))

    def forward(self, x):
        enc = self.encoder(x)
        dec = self.decoder(enc)
        rec_cosine = nn.functional.cosine_similarity(x, dec, dim=1)
        rec_euclid = (x - dec).norm(2, dim=1) / x.norm(2, dim=1).clamp(min=1e-10)
        z = torch.cat([enc, rec_euclid.unsqueeze(-1), rec_cosine.unsqueeze(-1)], dim=1)
        gamma = self.estimation(z)
        return dec, z, gamma

    def mixture(self, z, gamma):
        N = gamma.size(0)
        sum_gamma = torch.sum(gamma, dim=0)
        phi = sum_gamma / N
        mu = torch.sum(gamma.unsqueeze(-1) * z.unsqueeze(1), dim=0) / sum_gamma.unsqueeze(-1)
        z_mu = z.unsqueeze(1) - mu.unsqueeze(0)
        outer = z_mu.unsqueeze(-1) * z_mu.unsqueeze(-2)
        cov = torch.sum(gamma.unsqueeze(-1).unsqueeze(-1) * outer, dim=0) / sum_gamma.unsqueeze(-1).unsqueeze(-1)
        return phi, mu, cov


x = torch.randn(20, 10)
model = DAGMM()
dec, z, gamma = model(x)
phi, mu, cov = model.mixture(z, gamma)
cov = cov + 1e-3 * torch.eye(cov.shape[-1])
inv, logdet = torch.inverse(cov), torch.logdet(cov)
d = z[:, None] - mu
mahalanobis = torch.einsum("nki,kij,nkj->nk", d, inv, d)
energy = -torch.logsumexp(torch.log(phi) - 0.5 * (mahalanobis + logdet), dim=1)
threshold = torch.quantile(energy, 0.8)
flagged = (energy > threshold).sum()
