import torch
import torch.nn as nn
import torch.nn.functional as F


class Decoder(nn.Module):
    def __init__(self, vocab=13, dim=10):
        super().__init__()
        self.emb = nn.Embedding(vocab, dim)
        self.cell = nn.GRUCell(dim, dim)
        self.out = nn.Linear(dim, vocab)

    def step(self, token, state):
        state = self.cell(self.emb(token), state)
        return F.log_softmax(self.out(state), dim=-1), state


@torch.no_grad()
def beam_search(decoder, start_state, beam=3, length=5, bos=1):
    """start_state: (B, D). Returns tokens (B, beam, length + 1) and scores (B, beam)."""
    B, D = start_state.shape
    state = start_state.unsqueeze(1).repeat(1, beam, 1).view(B * beam, D)
    tokens = torch.full((B, beam, 1), bos, dtype=torch.long)
    scores = torch.zeros(B, beam)
    scores[:, 1:] = float('-inf')
    for _ in range(length):
        logp, state = decoder.step(tokens[:, :, -1].reshape(-1), state)
        V = logp.size(-1)
        total = scores.unsqueeze(-1) + logp.view(B, beam, V)
        scores, flat = total.view(B, beam * V).topk(beam, dim=1)
        origin = torch.div(flat, V, rounding_mode='trunc')
        word = flat % V
        tokens = tokens.gather(1, origin.unsqueeze(-1).expand(-1, -1, tokens.size(2)))
        tokens = torch.cat([tokens, word.unsqueeze(-1)], dim=-1)
        offset = torch.arange(B).unsqueeze(1) * beam
        state = state.index_select(0, (origin + offset).view(-1))
    return tokens, scores


@torch.no_grad()
def nucleus(logits, p=0.9):
    sorted_logits, sorted_indices = torch.sort(logits, descending=True)
    cumulative = torch.cumsum(F.softmax(sorted_logits, dim=-1), dim=-1)
    remove = cumulative > p
    remove[..., 1:] = remove[..., :-1].clone()
    remove[..., 0] = 0
    mask = remove.scatter(1, sorted_indices, remove)
    logits = logits.masked_fill(mask, -float('Inf'))
    return torch.multinomial(F.softmax(logits, dim=-1), 1)


decoder = Decoder()
found, scores = beam_search(decoder, torch.randn(4, 10))
best = found[:, 0, 1:]
lengths = (best != 0).sum(dim=-1)
normalized = scores / lengths[:, None].float() ** 0.6
sampled = nucleus(torch.randn(4, 13))
