import torch
import torch.nn as nn
import torch.nn.functional as F


class MLP(nn.Module):
    def __init__(self, in_features=784, hidden=(256, 128), num_classes=10, dropout=0.2):
        super().__init__()
        layers = []
        width = in_features
        for size in hidden:
            layers += [nn.Linear(width, size), nn.BatchNorm1d(size), nn.ReLU(inplace=True), nn.Dropout(dropout)]
            width = size
        self.body = nn.Sequential(*layers)
        self.head = nn.Linear(width, num_classes)

    def forward(self, images):
        flat = images.view(images.size(0), -1)
        features = self.body(flat)
        logits = self.head(features)
        return logits


model = MLP()
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
for step in range(3):
    images = torch.randn(16, 1, 28, 28)
    labels = torch.randint(0, 10, (16,))
    logits = model(images)
    loss = F.cross_entropy(logits, labels)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
predictions = logits.argmax(dim=1)
accuracy = (predictions == labels).float().mean()
probabilities = logits.softmax(dim=-1)
best, where = probabilities.max(dim=1)
top, indices = probabilities.topk(3, dim=1)
