"""A convolutional classifier of 28x28 digits, with two mistakes in it for Nabla to find."""

import torch
from torch import nn, optim


class DigitClassifier(nn.Module):
    """Two blocks of convolution and pooling, then two linear layers: (B, 1, 28, 28) to (B, 10)."""

    def __init__(self) -> None:
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(1, 32, kernel_size=3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(32, 64, kernel_size=3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
        )
        self.flatten = nn.Flatten()
        self.hidden = nn.Linear(1600, 128)
        self.activation = nn.ReLU()
        self.output = nn.Linear(128, 10)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.features(x)
        x = self.flatten(x)
        x = self.activation(self.hidden(x))
        return self.output(x)


model = DigitClassifier()
criterion = nn.CrossEntropyLoss()
optimizer = optim.Adam(model.parameters(), lr=1e-3)

images = torch.randn(64, 1, 28, 28)
labels = torch.randint(0, 10, (64,))

for step in range(100):
    logits = model(images)
    probabilities = torch.softmax(logits, dim=1)
    loss = criterion(probabilities, labels)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
