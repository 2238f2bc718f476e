"""Gaussian-process regression from scratch."""
import math

import torch


class RBF(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.log_length = torch.nn.Parameter(torch.tensor(0.0))
        self.log_scale = torch.nn.Parameter(torch.zeros(()))

    def forward(self, a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
        # a: (n, d), b: (m, d) -> (n, m)
        sq = torch.cdist(a, b) ** 2
        return self.log_scale.exp() * torch.exp(-0.5 * sq / torch.exp(self.log_length) ** 2)


class GP(torch.nn.Module):
    def __init__(self, kernel, noise=0.1):
        super().__init__()
        self.kernel = kernel
        self.log_noise = torch.nn.Parameter(torch.log(torch.tensor(noise)))

    def fit(self, X, y):
        n = X.size(0)
        K = self.kernel(X, X) + self.log_noise.exp() * torch.eye(n)
        L = torch.linalg.cholesky(K)
        alpha = torch.cholesky_solve(y.unsqueeze(-1), L)
        self.X, self.L, self.alpha = X, L, alpha
        data_fit = 0.5 * (y @ alpha).squeeze()
        complexity = L.diagonal().log().sum()
        return data_fit + complexity + 0.5 * n * math.log(2 * math.pi)

    def predict(self, Xs):
        Ks = self.kernel(Xs, self.X)
        mean = (Ks @ self.alpha).squeeze(-1)
        v = torch.linalg.solve_triangular(self.L, Ks.T, upper=False)
        cov = self.kernel(Xs, Xs) - v.T @ v
        return mean, cov.diag()


torch.manual_seed(1)
X = torch.rand(12, 1) * 6
y = torch.sin(X).squeeze(1) + 0.05 * torch.randn(12)
gp = GP(RBF())
optimizer = torch.optim.Adam(gp.parameters(), lr=0.05)
for _ in range(3):
    nll = gp.fit(X, y)
    optimizer.zero_grad()
    nll.backward()
    optimizer.step()
grid = torch.linspace(0, 6, 25)[:, None]
mean, var = gp.predict(grid)
std = var.clamp_min(1e-9).sqrt()
lower, upper = mean - 2 * std, mean + 2 * std
band = torch.stack((lower, upper), dim=-1)
acquisition = torch.where(std > 0.1, mean + std, mean)
best = grid[acquisition.argmax()]
