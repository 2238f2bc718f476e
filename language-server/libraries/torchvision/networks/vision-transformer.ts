import type { Described } from '../../../project/described';
import { BLOCKS } from './blocks';

/** Dosovitskiy et al. 2021. (B, 3, S, S) → (B, 1 + (S/P)², D) → the class token's (B, D) → (B, classes) */
export const VISION_TRANSFORMER: Described = {
  path: 'library:torchvision.models.vision_transformer',
  text: `${BLOCKS}
class MLPBlock(MLP):
    pass

class EncoderBlock(nn.Module):
    def __init__(self, num_heads, hidden_dim, mlp_dim, dropout, attention_dropout, norm):
        super().__init__()
        self.num_heads = num_heads
        self.ln_1 = norm(hidden_dim)
        self.self_attention = nn.MultiheadAttention(hidden_dim, num_heads, dropout=attention_dropout, batch_first=True)
        self.dropout = nn.Dropout(dropout)
        self.ln_2 = norm(hidden_dim)
        self.mlp = MLPBlock(hidden_dim, mlp_dim, dropout)

    def forward(self, input):
        y = self.ln_1(input)
        y, _ = self.self_attention(y, y, y, need_weights=False)
        x = self.dropout(y) + input
        return x + self.mlp(self.ln_2(x))

class Encoder(nn.Module):
    def __init__(self, length, num_layers, num_heads, hidden_dim, mlp_dim, dropout, attention_dropout, norm):
        super().__init__()
        self.pos_embedding = nn.Parameter(torch.empty(1, length, hidden_dim))
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.Sequential()
        for i in range(num_layers):
            block = EncoderBlock(num_heads, hidden_dim, mlp_dim, dropout, attention_dropout, norm)
            self.layers.add_module(f'encoder_layer_{i}', block)
        self.ln = norm(hidden_dim)

    def forward(self, input):
        return self.ln(self.layers(self.dropout(input + self.pos_embedding)))

class VisionTransformer(nn.Module):
    def __init__(self, patch_size, num_layers, num_heads, hidden_dim, mlp_dim, num_classes=1000, image_size=224,
                 dropout=0.0, attention_dropout=0.0, representation_size=None, norm_layer=None):
        super().__init__()
        norm = partial(nn.LayerNorm, eps=1e-6) if norm_layer is None else norm_layer
        self.image_size = image_size
        self.patch_size = patch_size
        self.hidden_dim = hidden_dim
        self.mlp_dim = mlp_dim
        self.num_classes = num_classes
        self.representation_size = representation_size
        self.conv_proj = nn.Conv2d(3, hidden_dim, patch_size, patch_size)
        self.class_token = nn.Parameter(torch.zeros(1, 1, hidden_dim))
        self.seq_length = (image_size // patch_size) ** 2 + 1
        self.encoder = Encoder(self.seq_length, num_layers, num_heads, hidden_dim, mlp_dim, dropout,
                               attention_dropout, norm)
        self.heads = nn.Sequential()
        width = hidden_dim
        if representation_size is not None:
            self.heads.add_module('pre_logits', nn.Linear(hidden_dim, representation_size))
            self.heads.add_module('act', nn.Tanh())
            width = representation_size
        self.heads.add_module('head', nn.Linear(width, num_classes))

    def _process_input(self, x):
        n, c, h, w = x.shape
        x = self.conv_proj(x).reshape(n, self.hidden_dim, (h // self.patch_size) * (w // self.patch_size))
        return x.permute(0, 2, 1)

    def forward(self, x):
        x = self._process_input(x)
        x = torch.cat([self.class_token.expand(x.shape[0], -1, -1), x], dim=1)
        return self.heads(self.encoder(x)[:, 0])

vit_b_16 = partial(VisionTransformer, 16, 12, 12, 768, 3072)
vit_b_32 = partial(VisionTransformer, 32, 12, 12, 768, 3072)
vit_l_16 = partial(VisionTransformer, 16, 24, 16, 1024, 4096)
vit_l_32 = partial(VisionTransformer, 32, 24, 16, 1024, 4096)
vit_h_14 = partial(VisionTransformer, 14, 32, 16, 1280, 5120)
`,
};
