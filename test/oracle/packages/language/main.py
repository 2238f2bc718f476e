"""Modules that import each other, and a model that is registered by a decorator."""
from pathlib import Path
import sys

sys.path.insert(0, str(Path(__file__).parent))

import torch
from lm import constants as c
from lm.model import LanguageModel
from lm.registry import create
from lm.sampling import generate
from lm.tokenizer import Tokenizer

tokenizer = Tokenizer('the quick brown fox jumps over the lazy dog')
ids = torch.tensor([tokenizer.encode('the dog'), tokenizer.encode('fox jum')])
model = LanguageModel(c.VOCABULARY, c.WIDTH, c.HEADS, c.LAYERS)
tokens = torch.randint(0, c.VOCABULARY, (c.BATCH, c.CONTEXT))
logits = model(tokens)
loss = model.loss(tokens)
longer = generate(model, tokens[:, :4], steps=3)
other = create('tiny', vocabulary=11)
scores = other(torch.randint(0, 11, (2, 5)))
table = c.positions(c.CONTEXT, c.WIDTH)
