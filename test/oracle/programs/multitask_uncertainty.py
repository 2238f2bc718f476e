import torch
import torch.nn as nn

TASKS = {"age": ("regression", 1), "mood": ("classes", 5), "tags": ("multilabel", 7)}
LOSSES = {"regression": nn.SmoothL1Loss(), "classes": nn.CrossEntropyLoss(), "multilabel": nn.BCEWithLogitsLoss()}


class MultiTask(nn.Module):
    def __init__(self, in_dim, shared, tasks):
        super().__init__()
        self.trunk = nn.Sequential(nn.Linear(in_dim, shared), nn.LayerNorm(shared), nn.GELU())
        self.heads = nn.ModuleDict({name: nn.Linear(shared, size) for name, (_, size) in tasks.items()})
        self.log_vars = nn.ParameterDict({name: nn.Parameter(torch.zeros(())) for name in tasks})

    def forward(self, x):
        h = self.trunk(x)
        return {name: head(h) for name, head in self.heads.items()}


class MMoE(nn.Module):
    def __init__(self, d, experts, dim, tasks):
        super().__init__()
        self.experts = nn.ModuleList([nn.Linear(d, dim) for _ in range(experts)])
        self.gates = nn.ModuleList([nn.Linear(d, experts) for _ in range(tasks)])
        self.towers = nn.ModuleList([nn.Linear(dim, 1) for _ in range(tasks)])

    def forward(self, x):
        expert = torch.stack([torch.relu(e(x)) for e in self.experts], dim=1)   # (B, E, D)
        outputs = []
        for gate, tower in zip(self.gates, self.towers):
            weight = gate(x).softmax(-1).unsqueeze(1)                           # (B, 1, E)
            mixed = (weight @ expert).squeeze(1)
            outputs.append(tower(mixed))
        return torch.cat(outputs, dim=1)


model = MultiTask(9, 16, TASKS)
x = torch.randn(6, 9)
targets = {"age": torch.rand(6, 1), "mood": torch.randint(0, 5, (6,)), "tags": torch.randint(0, 2, (6, 7)).float()}
outputs = model(x)
age, mood = outputs["age"], outputs["mood"]
total = torch.zeros(())
for name, prediction in outputs.items():
    kind, _ = TASKS[name]
    loss = LOSSES[kind](prediction, targets[name])
    precision = torch.exp(-model.log_vars[name])
    total = total + precision * loss + model.log_vars[name]
total.backward()
joint = MMoE(9, 4, 8, 3)(x)
