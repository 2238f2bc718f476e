"""Trains on loaders whose last batch is smaller, as programs with options and files of their own do."""
import argparse
import glob
import os

import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset
from torchvision import datasets, transforms


class Folder(Dataset):
    """One sample for every file beside this one; how many there are is not in the program."""

    def __init__(self, pattern):
        self.files = sorted(glob.glob(pattern))[:70]

    def __len__(self):
        return len(self.files)

    def __getitem__(self, index):
        size = os.path.getsize(self.files[index])
        return {'signal': torch.full((2, 12), size / 1e4), 'label': index % 3}


class Net(nn.Module):
    def __init__(self, classes):
        super().__init__()
        self.conv = nn.Conv2d(1, 4, 3)
        self.pool = nn.MaxPool2d(2)
        self.fc = nn.Linear(4 * 5 * 5, classes)

    def forward(self, x):
        x = self.conv(x)
        x = torch.relu(x)
        x = self.pool(x)
        x = torch.flatten(x, 1)
        x = self.fc(x)
        return nn.functional.log_softmax(x, dim=1)


def train(args, model, loader, optimizer, epoch):
    model.train()
    total = 0.0
    for step, (data, target) in enumerate(loader):
        data, target = data.to('cpu'), target.to('cpu')
        optimizer.zero_grad()
        output = model(data)
        loss = nn.functional.nll_loss(output, target)
        loss.backward()
        optimizer.step()
        total += loss.item() * data.size(0)
        if args.dry_run and step == 90:
            break
    return total / len(loader.dataset)


@torch.no_grad()
def test(model, loader):
    correct = 0
    for data, target in loader:
        output = model(data)
        pred = output.argmax(dim=1, keepdim=True)
        hits = pred.eq(target.view_as(pred))
        correct += hits.sum().item()
    return correct / len(loader.dataset)


def batch_mean(batch):
    signal = batch['signal']
    return signal.mean(dim=0)


parser = argparse.ArgumentParser()
parser.add_argument('--batch-size', type=int, default=16)
parser.add_argument('--test-batch-size', type=int, default=25)
parser.add_argument('--dry-run', action='store_true')
args = parser.parse_args()

pictures = datasets.FakeData(90, (1, 12, 12), 10, transform=transforms.ToTensor())
train_loader = DataLoader(pictures, shuffle=True, **{'batch_size': args.batch_size})
test_loader = DataLoader(pictures, batch_size=args.test_batch_size)
model = Net(10)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for epoch in range(2):
    train(args, model, train_loader, optimizer, epoch)
    test(model, test_loader)

folder = Folder(os.path.join(os.path.dirname(os.path.abspath(__file__)), '*.py'))
head = nn.Sequential(nn.Flatten(), nn.Linear(24, 3))
for fold in range(2):
    loader = DataLoader(folder, batch_size=8)
    for batch in loader:
        signal, label = batch['signal'], batch['label']
        scores = head(signal)
        best = scores.max(1)[1]
        error = nn.functional.cross_entropy(scores, label)
means = [batch_mean(batch) for batch in DataLoader(folder, batch_size=8)]
mean = torch.stack(means)

many = datasets.FakeData(1030, (1, 6, 6), 4, transform=transforms.ToTensor())
some = DataLoader(many, batch_size=4)
images, labels = next(iter(some))
rows = images.view(images.size(0), -1)
for first, _ in some:
    break
again = first * 2
seen = torch.zeros(36)
for turn, (image, _) in enumerate(some):
    flat = image.flatten(1)
    if flat.shape[0] < 4:
        rest = flat.sum(0)
        continue
    seen = seen + flat.sum(0)
for turn, (left, _) in zip(range(500), some):
    pair = torch.cat([left, left], dim=1)
