import torch
from torch import nn
import torch.nn.functional as F


class Expert(nn.Module):
    def __init__(self, d_model: int, d_ff: int):
        super().__init__()
        self.up = nn.Linear(d_model, d_ff)
        self.down = nn.Linear(d_ff, d_model)

    def forward(self, x):
        return self.down(F.relu(self.up(x)))


class TopKMoE(nn.Module):
    def __init__(self, d_model=16, d_ff=32, n_experts=4, k=2):
        super().__init__()
        self.gate = nn.Linear(d_model, n_experts, bias=False)
        self.experts = nn.ModuleList([Expert(d_model, d_ff) for _ in range(n_experts)])
        self.k, self.n_experts = k, n_experts

    def forward(self, x):
        batch, seq, dim = x.shape
        tokens = x.reshape(-1, dim)                       # (batch * seq, dim)
        router_logits = self.gate(tokens)                 # (batch * seq, experts)
        weights, selected = torch.topk(router_logits, self.k, dim=-1)
        weights = F.softmax(weights, dim=-1)
        results = torch.zeros_like(tokens)
        for i, expert in enumerate(self.experts):
            token_idx, nth = torch.where(selected == i)
            routed = tokens[token_idx]
            update = weights[token_idx, nth, None] * expert(routed)
            results.index_add_(0, token_idx, update)
        load = F.one_hot(selected, self.n_experts).float().sum(1).mean(0)
        importance = router_logits.softmax(-1).mean(0)
        aux = self.n_experts * (load * importance).sum()
        return results.view(batch, seq, dim), aux


class DenseMoE(nn.Module):
    """All experts at once as batched matrices."""

    def __init__(self, e=4, d=16, f=24):
        super().__init__()
        self.w1 = nn.Parameter(torch.randn(e, d, f) * 0.02)
        self.w2 = nn.Parameter(torch.randn(e, f, d) * 0.02)
        self.router = nn.Linear(d, e)

    def forward(self, x):
        gates = self.router(x).softmax(-1)
        hidden = F.gelu(torch.einsum('btd,edf->btef', x, self.w1))
        out = torch.einsum('btef,efd->bted', hidden, self.w2)
        return torch.einsum('bted,bte->btd', out, gates)


moe = TopKMoE()
inputs = torch.randn(2, 7, 16)
mixed, aux_loss = moe(inputs)
dense = DenseMoE()(inputs)
total = (mixed - dense).pow(2).mean() + 0.01 * aux_loss
total.backward()
grads = [p.grad.norm() for p in moe.experts.parameters()]
norm = torch.stack(grads).norm()
