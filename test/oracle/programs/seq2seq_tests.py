"""Tests of a small seq2seq, written the way unittest files are."""
import random
import unittest
import torch
from torch import nn, optim
from torch.nn.utils.rnn import pad_sequence, pack_padded_sequence, pad_packed_sequence

PAD, BOS, EOS = 0, 1, 2

class Vocab:
    def __init__(self, sentences):
        self.itos = ['<pad>', '<bos>', '<eos>']
        for s in sentences:
            for w in s.split():
                if w not in self.itos:
                    self.itos.append(w)
        self.stoi = {w: i for i, w in enumerate(self.itos)}
    def __len__(self): return len(self.itos)
    def encode(self, s): return [BOS] + [self.stoi[w] for w in s.split()] + [EOS]

def collate(batch):
    src, trg = zip(*batch)
    lengths = torch.tensor([len(s) for s in src])
    src = pad_sequence([torch.tensor(s) for s in src], batch_first=True, padding_value=PAD)
    trg = pad_sequence([torch.tensor(t) for t in trg], batch_first=True, padding_value=PAD)
    return src, lengths, trg

class Encoder(nn.Module):
    def __init__(self, vocab, emb=12, hid=16):
        super().__init__()
        self.embedding = nn.Embedding(vocab, emb, padding_idx=PAD)
        self.rnn = nn.GRU(emb, hid, batch_first=True, bidirectional=True)
        self.fc = nn.Linear(2 * hid, hid)
    def forward(self, src, lengths):
        embedded = self.embedding(src)
        packed = pack_padded_sequence(embedded, lengths, batch_first=True, enforce_sorted=False)
        outputs, hidden = self.rnn(packed)
        outputs, _ = pad_packed_sequence(outputs, batch_first=True, total_length=src.size(1))
        hidden = torch.tanh(self.fc(torch.cat((hidden[-2], hidden[-1]), dim=1)))
        return outputs, hidden

class BahdanauAttention(nn.Module):
    def __init__(self, hid=16):
        super().__init__()
        self.attn = nn.Linear(hid * 2 + hid, hid)
        self.v = nn.Linear(hid, 1, bias=False)
    def forward(self, hidden, encoder_outputs, mask):
        src_len = encoder_outputs.shape[1]
        hidden = hidden.unsqueeze(1).repeat(1, src_len, 1)
        energy = torch.tanh(self.attn(torch.cat((hidden, encoder_outputs), dim=2)))
        attention = self.v(energy).squeeze(2)
        attention = attention.masked_fill(mask == 0, -1e10)
        return torch.softmax(attention, dim=1)

class Decoder(nn.Module):
    def __init__(self, vocab, emb=12, hid=16):
        super().__init__()
        self.vocab = vocab
        self.attention = BahdanauAttention(hid)
        self.embedding = nn.Embedding(vocab, emb)
        self.rnn = nn.GRU(emb + 2 * hid, hid, batch_first=True)
        self.fc_out = nn.Linear(hid + 2 * hid + emb, vocab)
    def forward(self, input, hidden, encoder_outputs, mask):
        embedded = self.embedding(input.unsqueeze(1))
        a = self.attention(hidden, encoder_outputs, mask).unsqueeze(1)
        weighted = torch.bmm(a, encoder_outputs)
        output, hidden = self.rnn(torch.cat((embedded, weighted), dim=2), hidden.unsqueeze(0))
        assert (output.squeeze(1) == hidden.squeeze(0)).all()
        prediction = self.fc_out(torch.cat((output, weighted, embedded), dim=2)).squeeze(1)
        return prediction, hidden.squeeze(0), a.squeeze(1)

class Seq2Seq(nn.Module):
    def __init__(self, encoder, decoder):
        super().__init__()
        self.encoder, self.decoder = encoder, decoder
    def forward(self, src, lengths, trg, teacher_forcing_ratio=0.5):
        batch_size, trg_len = trg.shape
        outputs = torch.zeros(batch_size, trg_len, self.decoder.vocab)
        encoder_outputs, hidden = self.encoder(src, lengths)
        mask = src != PAD
        input = trg[:, 0]
        for t in range(1, trg_len):
            output, hidden, _ = self.decoder(input, hidden, encoder_outputs, mask)
            outputs[:, t] = output
            top1 = output.argmax(1)
            input = trg[:, t] if random.random() < teacher_forcing_ratio else top1
        return outputs

PAIRS = [('a b c', 'x y'), ('a c', 'y x z'), ('b', 'z'), ('c b a a', 'x')]

class TestSeq2Seq(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(0)
        self.src_vocab = Vocab([s for s, _ in PAIRS])
        self.trg_vocab = Vocab([t for _, t in PAIRS])
        self.data = [(self.src_vocab.encode(s), self.trg_vocab.encode(t)) for s, t in PAIRS]
        self.model = Seq2Seq(Encoder(len(self.src_vocab)), Decoder(len(self.trg_vocab)))

    def test_shapes(self):
        src, lengths, trg = collate(self.data)
        out = self.model(src, lengths, trg)
        self.assertEqual(out.shape, (4, trg.size(1), len(self.trg_vocab)))

    def test_attention_sums_to_one(self):
        src, lengths, trg = collate(self.data)
        enc, hidden = self.model.encoder(src, lengths)
        a = self.model.decoder.attention(hidden, enc, src != PAD)
        self.assertTrue(torch.allclose(a.sum(1), torch.ones(4)))

    def test_learns(self):
        optimizer = optim.Adam(self.model.parameters())
        criterion = nn.CrossEntropyLoss(ignore_index=PAD)
        src, lengths, trg = collate(self.data)
        for _ in range(2):
            output = self.model(src, lengths, trg)
            output_dim = output.shape[-1]
            output = output[:, 1:].reshape(-1, output_dim)
            target = trg[:, 1:].reshape(-1)
            loss = criterion(output, target)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
            optimizer.step()

if __name__ == '__main__':
    unittest.defaultTestLoader.loadTestsFromTestCase(TestSeq2Seq).debug()
