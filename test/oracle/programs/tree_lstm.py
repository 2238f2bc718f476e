import torch
import torch.nn as nn


class ChildSum(nn.Module):
    def __init__(self, dim, hidden):
        super().__init__()
        self.iou_x, self.iou_h = nn.Linear(dim, 3 * hidden), nn.Linear(hidden, 3 * hidden, bias=False)
        self.f_x, self.f_h = nn.Linear(dim, hidden), nn.Linear(hidden, hidden, bias=False)

    def forward(self, x, child_h, child_c):
        # x: (dim,); children: (n, hidden)
        h_sum = child_h.sum(0)
        i, o, u = (self.iou_x(x) + self.iou_h(h_sum)).chunk(3, dim=-1)
        f = torch.sigmoid(self.f_x(x).unsqueeze(0) + self.f_h(child_h))
        c = i.sigmoid() * u.tanh() + (f * child_c).sum(dim=0)
        h = o.sigmoid() * c.tanh()
        return h, c


cell = ChildSum(6, 8)
leaf_h, leaf_c = torch.zeros(1, 8), torch.zeros(1, 8)
leaves = [cell(torch.randn(6), leaf_h, leaf_c) for _ in range(3)]
hs, cs = zip(*leaves)
children_h, children_c = torch.stack(hs), torch.stack(cs)
root_h, root_c = cell(torch.randn(6), children_h, children_c)
logits = nn.Linear(8, 5)(root_h)
loss = nn.functional.cross_entropy(logits.unsqueeze(0), torch.tensor([2]))
