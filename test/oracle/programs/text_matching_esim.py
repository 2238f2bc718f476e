import torch
import torch.nn as nn
import torch.nn.functional as F


def masked_softmax(tensor, mask):
    tensor_shape = tensor.size()
    reshaped_tensor = tensor.view(-1, tensor_shape[-1])
    while mask.dim() < tensor.dim():
        mask = mask.unsqueeze(1)
    mask = mask.expand_as(tensor).contiguous().float()
    reshaped_mask = mask.view(-1, mask.size()[-1])
    result = F.softmax(reshaped_tensor * reshaped_mask, dim=-1)
    result = result * reshaped_mask
    result = result / (result.sum(dim=-1, keepdim=True) + 1e-13)
    return result.view(*tensor_shape)


class ESIM(nn.Module):
    def __init__(self, vocab, dim, hidden, classes=3):
        super().__init__()
        self.word = nn.Embedding(vocab, dim, padding_idx=0)
        self.encode = nn.LSTM(dim, hidden, batch_first=True, bidirectional=True)
        self.project = nn.Sequential(nn.Linear(8 * hidden, hidden), nn.ReLU())
        self.compose = nn.LSTM(hidden, hidden, batch_first=True, bidirectional=True)
        self.classify = nn.Sequential(nn.Dropout(0.2), nn.Linear(8 * hidden, hidden), nn.Tanh(), nn.Linear(hidden, classes))

    def attend(self, p, h, p_mask, h_mask):
        sim = p.bmm(h.transpose(2, 1).contiguous())
        p2h = masked_softmax(sim, h_mask)
        h2p = masked_softmax(sim.transpose(1, 2).contiguous(), p_mask)
        return p2h.bmm(h), h2p.bmm(p)

    def forward(self, premise, hypothesis):
        p_mask, h_mask = premise != 0, hypothesis != 0
        p, _ = self.encode(self.word(premise))
        h, _ = self.encode(self.word(hypothesis))
        p_att, h_att = self.attend(p, h, p_mask, h_mask)
        p_enh = torch.cat([p, p_att, p - p_att, p * p_att], dim=-1)
        h_enh = torch.cat([h, h_att, h - h_att, h * h_att], dim=-1)
        p_out, _ = self.compose(self.project(p_enh))
        h_out, _ = self.compose(self.project(h_enh))
        pooled = []
        for out, mask in ((p_out, p_mask), (h_out, h_mask)):
            m = mask.unsqueeze(-1).float()
            avg = (out * m).sum(1) / m.sum(1)
            mx, _ = out.masked_fill(m == 0, -1e7).max(dim=1)
            pooled += [avg, mx]
        return self.classify(torch.cat(pooled, dim=1))


model = ESIM(40, 8, 6)
premise, hypothesis = torch.randint(1, 40, (3, 9)), torch.randint(1, 40, (3, 7))
premise[1, 6:] = 0
logits = model(premise, hypothesis)
probability = F.softmax(logits, dim=-1)
