import torch
import torch.nn as nn
import torch.nn.functional as F


class S4D(nn.Module):
    """Diagonal state space as a long convolution. u: (B, H, L)"""

    def __init__(self, H, N=8, L_max=32):
        super().__init__()
        self.H, self.N = H, N
        self.log_dt = nn.Parameter(torch.rand(H) * -2 - 1)
        self.A = nn.Parameter(-torch.arange(1, N + 1).float().repeat(H, 1))
        self.C = nn.Parameter(torch.randn(H, N))
        self.D = nn.Parameter(torch.randn(H))
        self.output_linear = nn.Sequential(nn.Conv1d(H, 2 * H, kernel_size=1), nn.GLU(dim=-2))

    def kernel(self, L):
        dt = torch.exp(self.log_dt)
        dtA = self.A * dt.unsqueeze(-1)
        K = dtA.unsqueeze(-1) * torch.arange(L)
        C = self.C * (torch.exp(dtA) - 1.0) / self.A
        return 2 * torch.einsum('hn, hnl -> hl', C, torch.exp(K))

    def forward(self, u):
        L = u.size(-1)
        k = self.kernel(L=L)
        k_f = torch.fft.rfft(k, n=2 * L)
        u_f = torch.fft.rfft(u, n=2 * L)
        y = torch.fft.irfft(u_f * k_f, n=2 * L)[..., :L]
        y = y + u * self.D.unsqueeze(-1)
        return self.output_linear(F.gelu(y))


class SelectiveScan(nn.Module):
    def __init__(self, d_model, d_state=4, expand=2):
        super().__init__()
        self.d_inner, self.d_state = d_model * expand, d_state
        self.in_proj = nn.Linear(d_model, 2 * self.d_inner)
        self.conv = nn.Conv1d(self.d_inner, self.d_inner, 3, groups=self.d_inner, padding=2)
        self.x_proj = nn.Linear(self.d_inner, 1 + 2 * d_state)
        self.dt_proj = nn.Linear(1, self.d_inner)
        self.A_log = nn.Parameter(torch.log(torch.arange(1, d_state + 1).float()).expand(self.d_inner, -1).clone())
        self.out_proj = nn.Linear(self.d_inner, d_model)

    def forward(self, x):
        (b, l, d) = x.shape
        x, res = self.in_proj(x).split(split_size=[self.d_inner, self.d_inner], dim=-1)
        x = self.conv(x.transpose(1, 2))[:, :, :l].transpose(1, 2)
        x = F.silu(x)
        A = -torch.exp(self.A_log)
        delta, B, C = self.x_proj(x).split([1, self.d_state, self.d_state], dim=-1)
        delta = F.softplus(self.dt_proj(delta))
        deltaA = torch.exp(delta.unsqueeze(-1) * A)
        deltaB_u = delta.unsqueeze(-1) * B.unsqueeze(2) * x.unsqueeze(-1)
        state = torch.zeros((b, self.d_inner, self.d_state))
        ys = []
        for i in range(l):
            state = deltaA[:, i] * state + deltaB_u[:, i]
            y = torch.einsum('bdn,bn->bd', state, C[:, i, :])
            ys.append(y)
        y = torch.stack(ys, dim=1)
        return self.out_proj(y * F.silu(res))


layer = S4D(6)
long = layer(torch.randn(2, 6, 20))
mamba = SelectiveScan(10)
mixed = mamba(torch.randn(3, 7, 10))
