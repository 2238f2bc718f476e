"""Samples of their own lengths, joined by functions of the program's own, for models that are wrapped."""
import argparse

import torch
from torch import nn
from torch.nn.utils.rnn import pad_sequence
from torch.utils.data import DataLoader, Dataset


class Phrases(Dataset):
    def __init__(self, count):
        self.phrases = [torch.randint(1, 20, (3 + i % 4,)) for i in range(count)]

    def __len__(self):
        return len(self.phrases)

    def __getitem__(self, index):
        phrase = self.phrases[index]
        return phrase, torch.zeros(2, 6), index % 2


def collate(batch):
    phrases, pictures, labels = zip(*batch)
    lengths = torch.tensor([len(each) for each in phrases])
    padded = pad_sequence(phrases, batch_first=True)
    pictures = torch.stack(pictures)
    labels = torch.tensor(labels)
    return padded, lengths, pictures, labels


def join_dicts(batch):
    pictures = torch.stack([sample[1] for sample in batch], dim=0)
    labels = torch.tensor(list(map(lambda sample: sample[2], batch)))
    row = torch.zeros(len(batch), 3)
    return {'pictures': pictures, 'labels': labels, 'row': row}


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.embed = nn.Embedding(20, 8, padding_idx=0)
        self.out = nn.Linear(8, 2)

    def forward(self, tokens, scale=None):
        x = self.embed(tokens)
        x = x.mean(1)
        if scale is not None:
            x = x * scale
        return self.out(x)


parser = argparse.ArgumentParser()
parser.add_argument('--batch', type=int, default=18)
args = parser.parse_args()
model = nn.DataParallel(Classifier())
phrases = Phrases(50)
for tokens, lengths, pictures, labels in DataLoader(phrases, batch_size=args.batch, shuffle=True, collate_fn=collate):
    scores = model(tokens)
    loss = nn.functional.cross_entropy(scores, labels)
    flat = pictures.flatten(1)
    longest = lengths.max()
for batch in DataLoader(phrases, batch_size=20, collate_fn=join_dicts):
    pictures, labels = batch['pictures'], batch['labels']
    both = torch.cat([pictures.flatten(1), batch['row']], dim=1)

scaled = model(torch.ones(3, 5, dtype=torch.long), scale=2.0)
squares = torch.stack([torch.full((4,), float(i)) for i in range(args.batch)])
together = torch.cat([torch.zeros(2, 3) for _ in range(args.batch)])
