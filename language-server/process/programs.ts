/** Programs as many write them, each with one mistake: what they need of the server most programs do. */
export const PROGRAMS: readonly string[] = [
  `import math

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, TensorDataset


class ResidualBlock(nn.Module):
    """Two convolutions beside what they are given."""

    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, out_channels, kernel_size=3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(out_channels)
        self.conv2 = nn.Conv2d(out_channels, out_channels, kernel_size=3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(out_channels)
        self.downsample = None
        if stride != 1 or in_channels != out_channels:
            self.downsample = nn.Sequential(
                nn.Conv2d(in_channels, out_channels, kernel_size=1, stride=stride, bias=False),
                nn.BatchNorm2d(out_channels),
            )

    def forward(self, x):
        out = F.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        if self.downsample is not None:
            x = self.downsample(x)
        return F.relu(out + x)


class Attention(nn.Module):
    def __init__(self, dim, heads=4, dropout=0.1):
        super().__init__()
        assert dim % heads == 0
        self.heads, self.scale = heads, 1 / math.sqrt(dim // heads)
        self.qkv = nn.Linear(dim, 3 * dim)
        self.project = nn.Linear(dim, dim)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, mask=None):
        B, T, C = x.shape
        q, k, v = self.qkv(x).chunk(3, dim=-1)
        q, k, v = (t.view(B, T, self.heads, C // self.heads).transpose(1, 2) for t in (q, k, v))
        scores = q @ k.transpose(-2, -1) * self.scale
        if mask is not None:
            scores = scores.masked_fill(mask[:, None, None, :] == 0, float("-inf"))
        weights = self.dropout(torch.softmax(scores, dim=-1))
        y = (weights @ v).transpose(1, 2).contiguous().view(B, T, C)
        return self.project(y)


class Encoder(nn.Module):
    def __init__(self, vocabulary, dim=64, depth=2, length=128):
        super().__init__()
        self.tokens = nn.Embedding(vocabulary, dim)
        self.positions = nn.Parameter(torch.zeros(1, length, dim))
        self.layers = nn.ModuleList([Attention(dim) for _ in range(depth)])
        self.norms = nn.ModuleList(nn.LayerNorm(dim) for _ in range(depth))
        self.rnn = nn.LSTM(dim, dim // 2, batch_first=True, bidirectional=True)
        self.head = nn.Linear(dim, vocabulary)

    def forward(self, ids):
        x = self.tokens(ids) + self.positions[:, : ids.size(1)]
        for layer, norm in zip(self.layers, self.norms):
            x = x + layer(norm(x))
        x, (h, c) = self.rnn(x)
        return self.head(x.mean(dim=1))


class Classifier(nn.Module):
    def __init__(self, classes=10, width=32):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, width, 7, stride=2, padding=3), nn.ReLU(), nn.MaxPool2d(3, 2, 1))
        self.blocks = nn.Sequential(*[ResidualBlock(width, width) for _ in range(2)])
        self.down = ResidualBlock(width, 2 * width, stride=2)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(2 * width, classes)

    def forward(self, images):
        x = self.pool(self.down(self.blocks(self.stem(images))))
        return self.fc(torch.flatten(x, 1))


def train(model, loader, epochs, device):
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    criterion = nn.CrossEntropyLoss()
    for epoch in range(epochs):
        total, correct = 0.0, 0
        for images, labels in loader:
            images, labels = images.to(device), labels.to(device)
            optimizer.zero_grad()
            logits = model(images)
            loss = criterion(logits, labels)
            loss.backward()
            optimizer.step()
            total += loss.item() * images.size(0)
            correct += (logits.argmax(dim=1) == labels).sum().item()
        print(f"epoch {epoch}: loss {total / len(loader.dataset):.3f}, accuracy {correct / len(loader.dataset):.2f}")


if __name__ == "__main__":
    device = "cuda" if torch.cuda.is_available() else "cpu"
    data = TensorDataset(torch.randn(256, 3, 64, 64), torch.randint(0, 10, (256,)))
    train(Classifier().to(device), DataLoader(data, batch_size=32, shuffle=True), epochs=2, device=device)
    encoder = Encoder(vocabulary=1000)
    logits = encoder(torch.randint(0, 1000, (8, 100)))
    print(logits @ torch.randn(10, 2))
`,
  `import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
x_train = x_train.reshape(-1, 28, 28, 1).astype("float32") / 255

model = keras.Sequential(
    [
        keras.Input(shape=(28, 28, 1)),
        layers.Conv2D(32, kernel_size=3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile(loss="sparse_categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
model.fit(x_train, y_train, batch_size=128, epochs=2, validation_split=0.1)
print(model.predict(x_train) @ np.zeros((7, 2)))
`,
];

/** What the server finds in each. */
export const FINDINGS: readonly string[][] = PROGRAMS.map(() => ['shape-mismatch']);
