import math
import torch
import torch.nn as nn


class PositionalEncoding(nn.Module):
    def __init__(self, d_model, dropout=0.1, max_len=50):
        super().__init__()
        self.dropout = nn.Dropout(p=dropout)
        position = torch.arange(max_len).unsqueeze(1)
        div_term = torch.exp(torch.arange(0, d_model, 2) * (-math.log(10000.0) / d_model))
        pe = torch.zeros(max_len, 1, d_model)
        pe[:, 0, 0::2] = torch.sin(position * div_term)
        pe[:, 0, 1::2] = torch.cos(position * div_term)
        self.register_buffer('pe', pe)

    def forward(self, x):
        x = x + self.pe[:x.size(0)]
        return self.dropout(x)


class Translator(nn.Module):
    def __init__(self, source, target, d_model=32, nhead=4):
        super().__init__()
        self.src_embed = nn.Embedding(source, d_model)
        self.tgt_embed = nn.Embedding(target, d_model)
        self.positional = PositionalEncoding(d_model)
        self.transformer = nn.Transformer(d_model, nhead, 2, 2, 64)
        self.generator = nn.Linear(d_model, target)

    def forward(self, src, tgt):
        memory_in = self.positional(self.src_embed(src) * math.sqrt(32))
        tgt_in = self.positional(self.tgt_embed(tgt) * math.sqrt(32))
        mask = nn.Transformer.generate_square_subsequent_mask(tgt.size(0))
        outs = self.transformer(memory_in, tgt_in, tgt_mask=mask)
        return self.generator(outs)


encoder_layer = nn.TransformerEncoderLayer(d_model=32, nhead=8, batch_first=True)
encoder = nn.TransformerEncoder(encoder_layer, num_layers=2)
encoded = encoder(torch.rand(10, 7, 32))
attention = nn.MultiheadAttention(32, 4, batch_first=True)
attended, weights = attention(encoded, encoded, encoded)
model = Translator(40, 50)
logits = model(torch.randint(0, 40, (9, 2)), torch.randint(0, 50, (8, 2)))
