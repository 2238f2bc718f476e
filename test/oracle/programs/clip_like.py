import numpy as np
import torch
from torch import nn


class ImageTower(nn.Module):
    def __init__(self, width, patch, res, embed_dim):
        super().__init__()
        self.conv1 = nn.Conv2d(3, width, kernel_size=patch, stride=patch, bias=False)
        scale = width ** -0.5
        self.class_embedding = nn.Parameter(scale * torch.randn(width))
        self.positional_embedding = nn.Parameter(scale * torch.randn((res // patch) ** 2 + 1, width))
        self.block = nn.TransformerEncoderLayer(width, 2, width * 4, batch_first=True)
        self.proj = nn.Parameter(scale * torch.randn(width, embed_dim))

    def forward(self, x):
        x = self.conv1(x)  # shape = [*, width, grid, grid]
        x = x.reshape(x.shape[0], x.shape[1], -1)  # shape = [*, width, grid ** 2]
        x = x.permute(0, 2, 1)  # shape = [*, grid ** 2, width]
        cls = self.class_embedding.to(x.dtype) + torch.zeros(x.shape[0], 1, x.shape[-1], dtype=x.dtype)
        x = torch.cat([cls, x], dim=1)
        x = x + self.positional_embedding.to(x.dtype)
        x = self.block(x)
        return x[:, 0, :] @ self.proj


class TextTower(nn.Module):
    def __init__(self, vocab, width, context, embed_dim):
        super().__init__()
        self.token_embedding = nn.Embedding(vocab, width)
        self.positional_embedding = nn.Parameter(torch.empty(context, width))
        nn.init.normal_(self.positional_embedding, std=0.01)
        self.attn = nn.MultiheadAttention(width, 2)
        self.ln_final = nn.LayerNorm(width)
        self.text_projection = nn.Parameter(torch.empty(width, embed_dim).normal_())
        mask = torch.empty(context, context)
        mask.fill_(float("-inf"))
        mask.triu_(1)
        self.mask = mask

    def forward(self, text):
        x = self.token_embedding(text) + self.positional_embedding
        x = x.permute(1, 0, 2)  # NLD -> LND
        x = x + self.attn(x, x, x, need_weights=False, attn_mask=self.mask)[0]
        x = x.permute(1, 0, 2)  # LND -> NLD
        x = self.ln_final(x)
        return x[torch.arange(x.shape[0]), text.argmax(dim=-1)] @ self.text_projection


class CLIP(nn.Module):
    def __init__(self, embed_dim=10):
        super().__init__()
        self.visual = ImageTower(16, 8, 32, embed_dim)
        self.text = TextTower(40, 12, 9, embed_dim)
        self.logit_scale = nn.Parameter(torch.ones([]) * np.log(1 / 0.07))

    def forward(self, image, text):
        image_features = self.visual(image)
        text_features = self.text(text)
        image_features = image_features / image_features.norm(dim=1, keepdim=True)
        text_features = text_features / text_features.norm(dim=1, keepdim=True)
        logit_scale = self.logit_scale.exp()
        logits_per_image = logit_scale * image_features @ text_features.t()
        logits_per_text = logits_per_image.t()
        return logits_per_image, logits_per_text


model = CLIP()
images, texts = torch.randn(4, 3, 32, 32), torch.randint(0, 40, (4, 9))
per_image, per_text = model(images, texts)
labels = torch.arange(images.shape[0])
loss = (nn.functional.cross_entropy(per_image, labels) + nn.functional.cross_entropy(per_text, labels)) / 2
zero_shot = per_image.softmax(dim=-1).topk(2).indices
