import torch


def cost_matrix(x, y, p=2):
    "Returns the matrix of $|x_i-y_j|^p$."
    x_col = x.unsqueeze(-2)
    y_lin = y.unsqueeze(-3)
    c = torch.sum((torch.abs(x_col - y_lin)) ** p, -1)
    return c


def sinkhorn(x, y, eps=0.1, max_iter=5):
    C = cost_matrix(x, y)
    x_points = x.shape[-2]
    y_points = y.shape[-2]
    batch_size = 1 if x.dim() == 2 else x.shape[0]
    mu = torch.empty(batch_size, x_points, dtype=torch.float).fill_(1.0 / x_points).squeeze()
    nu = torch.empty(batch_size, y_points, dtype=torch.float).fill_(1.0 / y_points).squeeze()
    u = torch.zeros_like(mu)
    v = torch.zeros_like(nu)

    def M(C, u, v):
        return (-C + u.unsqueeze(-1) + v.unsqueeze(-2)) / eps

    for i in range(max_iter):
        u = eps * (torch.log(mu + 1e-8) - torch.logsumexp(M(C, u, v), dim=-1)) + u
        v = eps * (torch.log(nu + 1e-8) - torch.logsumexp(M(C, u, v).transpose(-2, -1), dim=-1)) + v
    pi = torch.exp(M(C, u, v))
    return torch.sum(pi * C, dim=(-2, -1)), pi


a, b = torch.rand(6, 2), torch.rand(9, 2)
cost, plan = sinkhorn(a, b)
batch_cost, batch_plan = sinkhorn(torch.rand(4, 6, 3), torch.rand(4, 5, 3))
barycentric = plan @ b / plan.sum(1, keepdim=True)
marginal = plan.sum(dim=0)


def mmd(x, y, sigmas=(0.5, 1.0, 2.0)):
    z = torch.cat((x, y))
    d = torch.cdist(z, z).pow(2)
    k = sum(torch.exp(-d / (2 * s ** 2)) for s in sigmas)
    n = x.shape[0]
    return k[:n, :n].mean() + k[n:, n:].mean() - 2 * k[:n, n:].mean()


def soft_rank(values, tau=1.0):
    pairwise = (values[:, :, None] - values[:, None, :]) / tau
    return 0.5 + torch.sigmoid(pairwise).sum(-1)


discrepancy = mmd(a, b)
ranks = soft_rank(torch.randn(3, 7))
