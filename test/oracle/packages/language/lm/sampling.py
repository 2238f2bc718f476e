import torch

from lm import model as models


@torch.no_grad()
def generate(model, tokens, steps):
    assert isinstance(model, models.LanguageModel)
    for _ in range(steps):
        logits = model(tokens)[:, -1]
        chosen = logits.argmax(-1, keepdim=True)
        tokens = torch.cat([tokens, chosen], dim=1)
    return tokens
