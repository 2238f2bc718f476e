import assert from 'node:assert/strict';
import { check, shapesOf } from '../../testing/check';

const HEAD = `import torch
from torch import nn
q, k = torch.randn(2, 5, 16), torch.randn(2, 7, 16)
attention = nn.MultiheadAttention(16, 4, batch_first=True)
layer = nn.TransformerEncoderLayer(16, 4, batch_first=True)
`;

describe('attention', () => {
  it('gives weights over every key, also those that it adds', async () => {
    const found = await shapesOf(`${HEAD}more = nn.MultiheadAttention(16, 4, add_bias_kv=True, add_zero_attn=True)
a, v = more(q, k[:, :5], k[:, :5])
b, w = attention(q[0], k[0], k[0], average_attn_weights=False)
`);
    assert.deepEqual(found.slice(-4), ['a: (2, 5, 16)', 'v: (5, 2, 4)', 'b: (5, 16)', 'w: (4, 5, 7)']);
  });

  it('has the parts that PyTorch makes, a copy for every layer of a stack', async () => {
    const found = await shapesOf(`${HEAD}stack = nn.TransformerEncoder(layer, 3)
stack.layers[1].linear1 = nn.Linear(16, 9)
a = stack.layers[1].linear1(q)
b = stack.layers[2].linear1(q)
c = layer.self_attn.in_proj_weight
`);
    assert.deepEqual(found.slice(-3), ['a: (2, 5, 9)', 'b: (2, 5, 2048)', 'c: (48, 16)']);
  });

  it('may lose padding in evaluation', async () => {
    const found = await shapesOf(`${HEAD}stack = nn.TransformerEncoder(layer, 3)
a = stack(q, src_key_padding_mask=torch.zeros(2, 5).bool())
b = stack.eval()(q, src_key_padding_mask=torch.zeros(2, 5).bool()) * torch.ones(1, 1, 16)
c = stack(q)
`);
    assert.match(found.at(-2)!, /^b: \(2, [^5]+, 16\)$/);
    assert.deepEqual([found.at(-3), found.at(-1)], ['a: (2, 5, 16)', 'c: (2, 5, 16)']);
  });

  it('calls layers that are the program’s own, whatever they give', async () => {
    const found = await shapesOf(`${HEAD}class Half(nn.Module):
    def forward(self, src, src_mask=None, src_key_padding_mask=None):
        return src[..., ::2]
a = nn.TransformerEncoder(Half(), 2)(q, mask=torch.zeros(3))
`);
    assert.equal(found.at(-1), 'a: (2, 5, 4)');
  });

  it('refuses masks that do not fit', () =>
    check(`${HEAD}a = attention(q, k, k, attn_mask=torch.zeros(7, 5))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
b = attention(q, k, k, key_padding_mask=torch.zeros(2, 5).bool())
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
c = attention(q, k, k, attn_mask=torch.zeros(2, 5, 7))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
d = layer(q, torch.zeros(5, 5), torch.zeros(5, 2).bool())
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
e = nn.Transformer(16, 4, batch_first=True)(k, q, memory_mask=torch.zeros(7, 5))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
f = attention(q, k, k, torch.zeros(2, 7).bool(), attn_mask=torch.zeros(8, 5, 7))
g = nn.Transformer(16, 4, batch_first=True)(k, q, memory_mask=torch.zeros(5, 7))
h = nn.TransformerEncoder(layer, 2, nn.LayerNorm(15))(q)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
i = nn.MultiheadAttention(16, 4, kdim=3)(q, k, k)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`));

  it('makes square masks of a class and of its objects, and holds them to the target', () =>
    check(`import torch
from torch import nn
net = nn.Transformer(8, 2, 1, 1, 16, batch_first=True)
source, target = torch.randn(3, 7, 8), torch.randn(3, 5, 8)
a = net(source, target, tgt_mask=net.generate_square_subsequent_mask(source.size(1)))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
b = net(source, target, tgt_mask=net.generate_square_subsequent_mask(target.size(1)))
c = net(source, target, tgt_mask=nn.Transformer.generate_square_subsequent_mask(5))
`));
});
