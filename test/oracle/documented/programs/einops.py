import numpy as np
import tensorflow as tf
import torch
import einops
import einops.layers.keras
import einops.layers.tensorflow
from einops import pack, parse_shape, rearrange, reduce, repeat, unpack
from einops.layers.torch import Rearrange, Reduce

x = torch.zeros(2, 3, 8, 6)  #= (2, 3, 8, 6)
e0 = rearrange(x, 'b c h w -> b (h w) c')  #= (2, 8 * 6, 3)
e1 = rearrange(x, 'b c (h p) (w q) -> b (h w) (p q c)', p=4, q=2)  #= (2, (8 / 4) * (6 / 2), 4 * 2 * 3)
e2 = repeat(x, 'b c h w -> b c (h k) (w l)', k=2, l=3)  #= (2, 3, 8 * 2, 6 * 3)
e3 = repeat(x, 'b c h w -> n b c h w', n=5)  #= (5, 2, 3, 8, 6)
e4 = reduce(x, 'b c h w -> b c', 'mean')  #= (2, 3)
e5 = reduce(x, 'b c (h k) (w l) -> b c h w', 'max', k=2, l=3)  #= (2, 3, 8 / 2, 6 / 3)
e6 = reduce(x, 'b c h w -> b 1 1 w', 'sum')  #= (2, 1, 1, 6)
e7 = einops.einsum(x, torch.zeros(6, 7), 'b c h w, w d -> b c h d')  #= (2, 3, 8, 7)
e8, sizes = pack([torch.zeros(2, 5), torch.zeros(2, 3, 4)], 'b *')  #= (2, 5 + 3 * 4)
e9, e10 = unpack(e8, sizes, 'b *')  #= (2, 5) (2, 3, 4)
e11 = torch.zeros(parse_shape(x, 'b c h w')['h'], 2)  #= (8, 2)
e12 = Rearrange('b c h w -> b h w c')(x)  #= (2, 8, 6, 3)
e13 = Reduce('b c (h k) w -> b c h w', 'mean', k=4)(x)  #= (2, 3, 8 / 4, 6)
e14 = rearrange(np.zeros((4, 6)), 'a b -> b a')  #= (6, 4)
e15 = einops.layers.tensorflow.Rearrange('b h w -> b (h w)')(tf.zeros((2, 3, 4)))  #= (2, 3 * 4)
e16 = einops.layers.tensorflow.Reduce('b h w -> b h', 'mean')(tf.zeros((2, 3, 4)))  #= (2, 3)
e17 = einops.layers.keras.Rearrange('b h w -> b w h')(tf.zeros((2, 3, 4)))  #= (2, 4, 3)
e18 = einops.layers.keras.Reduce('b h w -> b w', 'sum')(tf.zeros((2, 3, 4)))  #= (2, 4)
