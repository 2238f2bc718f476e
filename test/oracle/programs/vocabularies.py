"""Text as numbers: vocabularies of words that are not known before the text is read."""
import torch
from torch import nn


class Vocabulary:
    def __init__(self, special):
        self.index = {}
        self.words = []
        for word in special:
            self.add(word)

    def add(self, word):
        if word not in self.index:
            self.index[word] = len(self.words)
            self.words.append(word)
        return self.index[word]

    def encode(self, line):
        return torch.tensor([self.index.get(word, 0) for word in line])


with open(__file__, encoding='utf8') as file:
    lines = [line.split() for line in file if line.strip()]
vocabulary = Vocabulary(['<unknown>'])
pieces = []
for line in lines:
    piece = torch.tensor([vocabulary.add(word) for word in line]).type(torch.int64)
    pieces.append(piece)
tokens = torch.cat(pieces)
embedding = nn.Embedding(len(vocabulary.words), 6)
embedded = embedding(tokens)
first = embedding(vocabulary.encode(lines[0]))

letters = sorted(set(''.join(word for line in lines for word in line)))
number = {letter: i for i, letter in enumerate(letters)}
letter = {i: each for i, each in enumerate(letters)}
encode = lambda text: [number[each] for each in text]
text = torch.tensor(encode(''.join(lines[0])), dtype=torch.long)
inputs, targets = text[:-1], text[1:]
one_hot = nn.functional.one_hot(inputs, len(letters)).float()
scores = nn.Linear(len(letters), len(letters))(one_hot)
loss = nn.functional.cross_entropy(scores, targets)
restored = ''.join(letter[i] for i in text.tolist())

weights = {}
for line in lines:
    for word in line:
        weights[word] = 1.0 / len(word)
weighted = torch.tensor([weights[word] for word in lines[1]])
total = weighted.sum()
