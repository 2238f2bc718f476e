import type { Described } from '../../../project/described';
import { BLOCKS } from './blocks';

/** Liu et al. 2021 and 2022. A shift of the windows changes no shape, nor does what is added to the scores. */
export const SWIN_TRANSFORMER: Described = {
  path: 'library:torchvision.models.swin_transformer',
  text: `${BLOCKS}
class PatchMerging(nn.Module):
    def __init__(self, dim, norm):
        super().__init__()
        self.dim = dim
        self.reduction = nn.Linear(4 * dim, 2 * dim, bias=False)
        self.norm = norm(4 * dim)

    def forward(self, x):
        H, W, _ = x.shape[-3:]
        x = F.pad(x, (0, 0, 0, W % 2, 0, H % 2))
        parts = [x[..., 0::2, 0::2, :], x[..., 1::2, 0::2, :], x[..., 0::2, 1::2, :], x[..., 1::2, 1::2, :]]
        return self.reduction(self.norm(torch.cat(parts, -1)))

class PatchMergingV2(PatchMerging):
    def __init__(self, dim, norm):
        super().__init__(dim, norm)
        self.norm = norm(2 * dim)

    def forward(self, x):
        H, W, _ = x.shape[-3:]
        x = F.pad(x, (0, 0, 0, W % 2, 0, H % 2))
        parts = [x[..., 0::2, 0::2, :], x[..., 1::2, 0::2, :], x[..., 0::2, 1::2, :], x[..., 1::2, 1::2, :]]
        return self.norm(self.reduction(torch.cat(parts, -1)))

class ShiftedWindowAttention(nn.Module):
    def __init__(self, dim, window_size, shift_size, num_heads):
        super().__init__()
        self.window_size = window_size
        self.shift_size = shift_size
        self.num_heads = num_heads
        self.qkv = nn.Linear(dim, dim * 3)
        self.proj = nn.Linear(dim, dim)
        h, w = window_size
        self.define_relative_position_bias_table(2 * h - 1, 2 * w - 1)
        self.register_buffer('relative_position_index', torch.zeros(h * w * h * w, dtype=torch.long))

    def define_relative_position_bias_table(self, rows, columns):
        self.relative_position_bias_table = nn.Parameter(torch.zeros(rows * columns, self.num_heads))

    def forward(self, x):
        B, H, W, C = x.shape
        h, w = self.window_size
        heads = self.num_heads
        y = F.pad(x, (0, 0, 0, (w - W % w) % w, 0, (h - H % h) % h))
        rows, columns = y.shape[1] // h, y.shape[2] // w
        y = y.view(B, rows, h, columns, w, C).permute(0, 1, 3, 2, 4, 5).reshape(B * rows * columns, h * w, C)
        q, k, v = self.qkv(y).reshape(B * rows * columns, h * w, 3, heads, C // heads).permute(2, 0, 3, 1, 4)
        y = F.softmax(q.matmul(k.transpose(-2, -1)), -1).matmul(v).transpose(1, 2)
        y = self.proj(y.reshape(B * rows * columns, h * w, C)).view(B, rows, columns, h, w, C)
        return y.permute(0, 1, 3, 2, 4, 5).reshape(B, rows * h, columns * w, C)[:, :H, :W, :]

class ShiftedWindowAttentionV2(ShiftedWindowAttention):
    def __init__(self, dim, window_size, shift_size, num_heads):
        super().__init__(dim, window_size, shift_size, num_heads)
        self.logit_scale = nn.Parameter(torch.ones(num_heads, 1, 1))
        self.cpb_mlp = nn.Sequential(nn.Linear(2, 512), nn.ReLU(inplace=True), nn.Linear(512, num_heads, bias=False))

    def define_relative_position_bias_table(self, rows, columns):
        self.register_buffer('relative_coords_table', torch.zeros(1, rows, columns, 2))

class SwinTransformerBlock(nn.Module):
    attention = ShiftedWindowAttention

    def __init__(self, dim, num_heads, window_size, shift_size, mlp_ratio, dropout, norm):
        super().__init__()
        self.norm1 = norm(dim)
        self.attn = self.attention(dim, window_size, shift_size, num_heads)
        self.stochastic_depth = StochasticDepth(0.2, 'row')
        self.norm2 = norm(dim)
        self.mlp = MLP(dim, int(dim * mlp_ratio), dropout)

    def forward(self, x):
        x = x + self.stochastic_depth(self.attn(self.norm1(x)))
        return x + self.stochastic_depth(self.mlp(self.norm2(x)))

class SwinTransformerBlockV2(SwinTransformerBlock):
    attention = ShiftedWindowAttentionV2

    def forward(self, x):
        x = x + self.stochastic_depth(self.norm1(self.attn(x)))
        return x + self.stochastic_depth(self.norm2(self.mlp(x)))

class SwinTransformer(nn.Module):
    def __init__(self, embed_dim, depths, num_heads, window_size=(7, 7), block=SwinTransformerBlock,
                 merging=PatchMerging, num_classes=1000, mlp_ratio=4.0, dropout=0.0, norm_layer=None):
        super().__init__()
        norm = partial(nn.LayerNorm, eps=1e-5) if norm_layer is None else norm_layer
        self.num_classes = num_classes
        layers = [nn.Sequential(nn.Conv2d(3, embed_dim, 4, 4), Permute([0, 2, 3, 1]), norm(embed_dim))]
        dim = embed_dim
        for i, (depth, heads) in enumerate(zip(depths, num_heads)):
            shifts = [[0 if j % 2 == 0 else each // 2 for each in window_size] for j in range(depth)]
            stage = [block(dim, heads, window_size, shift, mlp_ratio, dropout, norm) for shift in shifts]
            layers.append(nn.Sequential(*stage))
            if i + 1 < len(depths):
                layers.append(merging(dim, norm))
                dim *= 2
        self.features = nn.Sequential(*layers)
        self.norm = norm(dim)
        self.permute = Permute([0, 3, 1, 2])
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.flatten = nn.Flatten(1)
        self.head = nn.Linear(dim, num_classes)

    def forward(self, x):
        x = self.permute(self.norm(self.features(x)))
        return self.head(self.flatten(self.avgpool(x)))

swin_t = partial(SwinTransformer, 96, [2, 2, 6, 2], [3, 6, 12, 24])
swin_s = partial(SwinTransformer, 96, [2, 2, 18, 2], [3, 6, 12, 24])
swin_b = partial(SwinTransformer, 128, [2, 2, 18, 2], [4, 8, 16, 32])
v2 = dict(window_size=[8, 8], block=SwinTransformerBlockV2, merging=PatchMergingV2)
swin_v2_t = partial(SwinTransformer, 96, [2, 2, 6, 2], [3, 6, 12, 24], **v2)
swin_v2_s = partial(SwinTransformer, 96, [2, 2, 18, 2], [3, 6, 12, 24], **v2)
swin_v2_b = partial(SwinTransformer, 128, [2, 2, 18, 2], [4, 8, 16, 32], **v2)
`,
};
