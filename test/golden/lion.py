"""Lion as program 1 of Chen et al. 2023 ("Symbolic Discovery of Optimization Algorithms") has it; PyTorch has none."""
import torch


class Lion(torch.optim.Optimizer):
    def __init__(self, parameters, lr=1e-4, betas=(0.9, 0.99), weight_decay=0.0):
        super().__init__(parameters, {'lr': lr, 'betas': betas, 'weight_decay': weight_decay})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group['betas']
            for p in group['params']:
                m = self.state[p].setdefault('momentum', torch.zeros_like(p))
                update = torch.sign(beta1 * m + (1 - beta1) * p.grad)
                p -= group['lr'] * (update + group['weight_decay'] * p)
                m.copy_(beta2 * m + (1 - beta2) * p.grad)
