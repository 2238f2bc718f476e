from collections import Counter

import torch
import torch.nn as nn
import torch.nn.functional as F

sentences = ["i like dogs", "i like cats", "dogs and cats play", "cats like fish"]
word_list = " ".join(sentences).split()
vocab = sorted(set(word_list))
word_dict = {w: i for i, w in enumerate(vocab)}
counts = Counter(word_list)
voc_size = len(vocab)

skip_grams = []
for s in sentences:
    ids = [word_dict[w] for w in s.split()]
    for i in range(1, len(ids) - 1):
        skip_grams.append([ids[i], ids[i - 1]])
        skip_grams.append([ids[i], ids[i + 1]])


class SkipGram(nn.Module):
    def __init__(self, vocab_size, dim):
        super().__init__()
        self.center = nn.Embedding(vocab_size, dim, sparse=False)
        self.context = nn.Embedding(vocab_size, dim)

    def forward(self, center, positive, negatives):
        v = self.center(center)
        u = self.context(positive)
        n = self.context(negatives)
        pos = torch.sum(v * u, dim=1)
        neg = torch.bmm(n, v.unsqueeze(2)).squeeze(2)
        return -(F.logsigmoid(pos) + F.logsigmoid(-neg).sum(1)).mean()


class CBOW(nn.Module):
    def __init__(self, vocab_size, embedding_dim, context_size):
        super().__init__()
        self.embeddings = nn.Embedding(vocab_size, embedding_dim)
        self.linear1 = nn.Linear(context_size * embedding_dim, 24)
        self.linear2 = nn.Linear(24, vocab_size)

    def forward(self, inputs):
        embeds = self.embeddings(inputs).view((1, -1))
        out = F.relu(self.linear1(embeds))
        out = self.linear2(out)
        return F.log_softmax(out, dim=1)


model = SkipGram(voc_size, 6)
center = torch.randint(0, voc_size, (12,))
positive = torch.randint(0, voc_size, (12,))
negatives = torch.randint(0, voc_size, (12, 4))
loss = model(center, positive, negatives)
cbow = CBOW(9, 6, context_size=4)
log_probs = cbow(torch.tensor([0, 2, 3, 5], dtype=torch.long))
nll = nn.NLLLoss()(log_probs, torch.tensor([1]))
vectors = F.normalize(cbow.embeddings.weight.detach(), dim=1)
similar = (vectors @ vectors[2]).topk(3)
bag = nn.EmbeddingBag(9, 6, mode='mean')
mean_vectors = bag(torch.tensor([1, 2, 4, 5, 4, 3]), torch.tensor([0, 2]))
