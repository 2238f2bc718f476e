"""Everything that MultiheadAttention and the Transformers take and hold: masks, other widths, their layers and weights."""
import torch
from torch import nn

B, T, S, E, H = 4, 7, 9, 16, 4
q = torch.randn(B, T, E)
kv = torch.randn(B, S, E)
attn = nn.MultiheadAttention(E, H, batch_first=True)
pad = torch.zeros(B, S, dtype=torch.bool)
causal = torch.triu(torch.ones(T, S, dtype=torch.bool), 1)
o1, w1 = attn(q, kv, kv, key_padding_mask=pad, attn_mask=causal)
o2, w2 = attn(q, kv, kv, attn_mask=causal.repeat(B * H, 1, 1), average_attn_weights=False)
o3, none = attn(q, kv, kv, need_weights=False)
print(none is None)
o4 = attn(q, q, q)[0]
o5, w5 = attn(q[0], kv[0], kv[0])
o6, w6 = attn(q[0], kv[0], kv[0], average_attn_weights=False)
o6b, w6b = attn(q[0], kv[0], kv[0], key_padding_mask=pad[0], attn_mask=causal)
cross = nn.MultiheadAttention(E, H, kdim=5, vdim=6)
o7, w7 = cross(torch.randn(T, B, E), torch.randn(S, B, 5), torch.randn(S, B, 6))
biased = nn.MultiheadAttention(E, H, add_bias_kv=True, add_zero_attn=True, batch_first=True)
o8, w8 = biased(q, kv, kv)
weight = attn.in_proj_weight
bias = attn.in_proj_bias
ow = attn.out_proj.weight
qw = cross.q_proj_weight
kw = cross.k_proj_weight
vw = cross.v_proj_weight
bk = biased.bias_k
hd = torch.zeros(attn.head_dim)
layer = nn.TransformerEncoderLayer(E, H, 32, 0.0, 'gelu', batch_first=True, norm_first=True)
enc = nn.TransformerEncoder(layer, 2, norm=nn.LayerNorm(E))
m = enc(kv, src_key_padding_mask=pad)
m2 = enc(kv, mask=torch.zeros(S, S), src_key_padding_mask=pad)
m3 = layer(kv[0])
l1 = enc.layers[0].self_attn(kv, kv, kv)[0]
l2 = enc.layers[0].linear1(kv)
l3 = layer.linear1.weight
l4 = layer.norm1(kv)
for block in enc.layers:
    kv2 = block(kv)
dec = nn.TransformerDecoder(nn.TransformerDecoderLayer(E, H, batch_first=True), num_layers=2)
mask = nn.Transformer.generate_square_subsequent_mask(T)
d = dec(q, m, tgt_mask=mask, memory_key_padding_mask=pad)
d2 = dec.layers[1].multihead_attn(q, m, m)[1]
d3 = dec.layers[1].linear2.weight
full = nn.Transformer(E, H, 2, 2, 64, batch_first=True)
y = full(kv, q, tgt_mask=full.generate_square_subsequent_mask(T), src_key_padding_mask=pad)
e = full.encoder(kv)
dd = full.decoder(q, e)
lw = full.encoder.layers[0].linear1.weight
seq = nn.Transformer(d_model=E, nhead=H)
y2 = seq(torch.randn(S, B, E), torch.randn(T, B, E))
y3 = seq(torch.randn(S, E), torch.randn(T, E))


class Block(nn.Module):
    def __init__(self, dim, heads):
        super().__init__()
        self.attn = nn.MultiheadAttention(dim, heads, batch_first=True)
        self.norm = nn.LayerNorm(dim)

    def forward(self, x, mask=None):
        h, _ = self.attn(x, x, x, attn_mask=mask, need_weights=False)
        x = self.norm(x + h)
        return x


out = Block(E, H)(q, torch.zeros(T, T))
out2 = Block(E, H)(q)


class Own(nn.TransformerEncoderLayer):
    def forward(self, src, src_mask=None, src_key_padding_mask=None):
        a, w = self.self_attn(src, src, src, attn_mask=src_mask, key_padding_mask=src_key_padding_mask)
        src = self.norm1(src + self.dropout1(a))
        f = self.linear2(self.dropout(self.activation(self.linear1(src))))
        src = self.norm2(src + self.dropout2(f))
        return src


own = nn.TransformerEncoder(Own(E, H, 20, batch_first=True), num_layers=2, norm=nn.LayerNorm(E))
z = own(kv, src_key_padding_mask=pad)
own.layers[1].linear1 = nn.Linear(E, 20)
o1x = own.layers[1].linear1.weight
quiet = nn.TransformerEncoder(nn.TransformerEncoderLayer(E, H, batch_first=True), 2).eval()
with torch.no_grad():
    late = torch.zeros(B, S, dtype=torch.bool)
    late[:, 5:] = True
    short = quiet(kv, src_key_padding_mask=late)
    longer = quiet(kv)
    sb = enc.layers[0]._sa_block(kv, None, None)
    ff = enc.layers[0]._ff_block(kv)
    mb = dec.layers[0]._mha_block(q, kv, None, None)
    sd = dec.layers[0]._sa_block(q, None, None)
    fd = dec.layers[0]._ff_block(q)
