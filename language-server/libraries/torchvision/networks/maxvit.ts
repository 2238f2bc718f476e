import type { Described } from '../../../project/described';
import { BLOCKS } from './blocks';

/** Tu et al. 2022. Attention within windows and across a grid; the size of pictures is fixed when it is made. */
export const MAXVIT: Described = {
  path: 'library:torchvision.models.maxvit',
  text: `${BLOCKS}
from collections import OrderedDict

def halved(size):
    return tuple((each - 1) // 2 + 1 for each in size)

class MBConv(nn.Module):
    def __init__(self, width, out, stride, norm, activation, probability):
        super().__init__()
        proj = [nn.AvgPool2d(3, stride, 1)] if stride == 2 else []
        same = stride == 1 and width == out
        self.proj = nn.Identity() if same else nn.Sequential(*proj, nn.Conv2d(width, out, 1))
        self.stochastic_depth = StochasticDepth(probability, 'row') if probability else nn.Identity()
        unit = partial(Conv2dNormActivation, norm=norm, activation=lambda inplace: activation())
        layers = OrderedDict()
        layers['pre_norm'] = norm(width)
        layers['conv_a'] = unit(width, out * 4, 1)
        layers['conv_b'] = unit(out * 4, out * 4, 3, stride, groups=out * 4)
        layers['squeeze_excitation'] = SqueezeExcitation(out * 4, out // 4, nn.SiLU)
        layers['conv_c'] = nn.Conv2d(out * 4, out, 1)
        self.layers = nn.Sequential(layers)

    def forward(self, x):
        return self.proj(x) + self.stochastic_depth(self.layers(x))

class RelativePositionalMultiHeadAttention(nn.Module):
    def __init__(self, feat_dim, head_dim, size):
        super().__init__()
        self.n_heads = feat_dim // head_dim
        self.head_dim = head_dim
        self.to_qkv = nn.Linear(feat_dim, feat_dim * 3)
        self.merge = nn.Linear(feat_dim, feat_dim)
        self.relative_position_bias_table = nn.Parameter(torch.zeros((2 * size - 1) ** 2, self.n_heads))
        self.register_buffer('relative_position_index', torch.zeros(size ** 2, size ** 2, dtype=torch.long))

    def forward(self, x):
        B, G, P, D = x.shape
        q, k, v = self.to_qkv(x).reshape(B, G, P, 3, self.n_heads, self.head_dim).permute(3, 0, 1, 4, 2, 5)
        length = self.relative_position_index.shape[0]
        bias = self.relative_position_bias_table[self.relative_position_index.view(-1)].view(length, length, -1)
        y = F.softmax(q.matmul(k.transpose(-2, -1)) + bias.permute(2, 0, 1), -1).matmul(v)
        return self.merge(y.permute(0, 1, 3, 2, 4).reshape(B, G, P, D))

class SwapAxes(nn.Module):
    def __init__(self, a, b):
        super().__init__()
        self.a = a
        self.b = b

    def forward(self, x):
        return torch.swapaxes(x, self.a, self.b)

class WindowPartition(nn.Module):
    def forward(self, x, p):
        B, C, H, W = x.shape
        x = x.reshape(B, C, H // p, p, W // p, p).permute(0, 2, 4, 3, 5, 1)
        return x.reshape(B, (H // p) * (W // p), p * p, C)

class WindowDepartition(nn.Module):
    def forward(self, x, p, rows, columns):
        B, _, _, C = x.shape
        x = x.reshape(B, rows, columns, p, p, C).permute(0, 5, 1, 3, 2, 4)
        return x.reshape(B, C, rows * p, columns * p)

class PartitionAttentionLayer(nn.Module):
    def __init__(self, width, head_dim, partition_size, in_grid, grid_size, activation, probability):
        super().__init__()
        self.grid_size = grid_size
        self.p = grid_size[0] // partition_size if in_grid else partition_size
        self.partition_op = WindowPartition()
        self.departition_op = WindowDepartition()
        self.partition_swap = SwapAxes(-2, -3) if in_grid else nn.Identity()
        self.departition_swap = SwapAxes(-2, -3) if in_grid else nn.Identity()
        attention = RelativePositionalMultiHeadAttention(width, head_dim, partition_size)
        self.attn_layer = nn.Sequential(nn.LayerNorm(width), attention, nn.Dropout(0.0))
        self.mlp_layer = nn.Sequential(nn.LayerNorm(width), nn.Linear(width, width * 4), activation(),
                                       nn.Linear(width * 4, width), nn.Dropout(0.0))
        self.stochastic_dropout = StochasticDepth(probability, 'row')

    def forward(self, x):
        rows, columns = self.grid_size[0] // self.p, self.grid_size[1] // self.p
        x = self.partition_swap(self.partition_op(x, self.p))
        x = x + self.stochastic_dropout(self.attn_layer(x))
        x = x + self.stochastic_dropout(self.mlp_layer(x))
        return self.departition_op(self.departition_swap(x), self.p, rows, columns)

class MaxVitLayer(nn.Module):
    def __init__(self, width, out, stride, norm, activation, head_dim, partition_size, grid_size, probability):
        super().__init__()
        attention = partial(PartitionAttentionLayer, out, head_dim, partition_size)
        layers = OrderedDict()
        layers['MBconv'] = MBConv(width, out, stride, norm, activation, probability)
        layers['window_attention'] = attention(False, grid_size, activation, probability)
        layers['grid_attention'] = attention(True, grid_size, activation, probability)
        self.layers = nn.Sequential(layers)

    def forward(self, x):
        return self.layers(x)

class MaxVitBlock(nn.Module):
    def __init__(self, width, out, depth, first, norm, activation, head_dim, partition_size, grid_size):
        super().__init__()
        self.grid_size = grid_size
        self.layers = nn.ModuleList([
            MaxVitLayer(width if i == 0 else out, out, 2 if i == 0 else 1, norm, activation, head_dim, partition_size,
                        grid_size, 0 if first and i == 0 else 0.2)
            for i in range(depth)])

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

class MaxVit(nn.Module):
    def __init__(self, stem_channels, partition_size, block_channels, block_layers, head_dim, input_size=(224, 224),
                 norm_layer=None, activation_layer=nn.GELU, num_classes=1000):
        super().__init__()
        norm = partial(nn.BatchNorm2d, eps=1e-3, momentum=0.99) if norm_layer is None else norm_layer
        self.stem = nn.Sequential(
            Conv2dNormActivation(3, stem_channels, 3, 2, norm=norm, activation=lambda inplace: activation_layer()),
            Conv2dNormActivation(stem_channels, stem_channels, 3, norm=None, activation=None))
        self.partition_size = partition_size
        self.blocks = nn.ModuleList()
        width, size = stem_channels, halved(input_size)
        for i, (out, depth) in enumerate(zip(block_channels, block_layers)):
            size = halved(size)
            self.blocks.append(MaxVitBlock(width, out, depth, i == 0, norm, activation_layer, head_dim, partition_size,
                                           size))
            width = out
        self.classifier = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.LayerNorm(width),
                                        nn.Linear(width, width), nn.Tanh(), nn.Linear(width, num_classes, bias=False))

    def forward(self, x):
        x = self.stem(x)
        for block in self.blocks:
            x = block(x)
        return self.classifier(x)

maxvit_t = partial(MaxVit, 64, 7, [64, 128, 256, 512], [2, 2, 5, 2], 32)
`,
};
