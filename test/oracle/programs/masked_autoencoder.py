import torch
from torch import nn


class MAE(nn.Module):
    def __init__(self, num_patches=16, patch_dim=48, dim=20, decoder_dim=12, mask_ratio=0.75):
        super().__init__()
        self.mask_ratio = mask_ratio
        self.embed = nn.Linear(patch_dim, dim)
        self.pos = nn.Parameter(torch.zeros(1, num_patches, dim))
        self.encoder = nn.TransformerEncoderLayer(dim, 4, 40, batch_first=True)
        self.to_decoder = nn.Linear(dim, decoder_dim)
        self.mask_token = nn.Parameter(torch.zeros(1, 1, decoder_dim))
        self.decoder_pos = nn.Parameter(torch.zeros(1, num_patches, decoder_dim))
        self.decoder = nn.TransformerEncoderLayer(decoder_dim, 2, 24, batch_first=True)
        self.to_pixels = nn.Linear(decoder_dim, patch_dim)

    @staticmethod
    def patchify(imgs, p=4):
        n, c, h, w = imgs.shape
        x = imgs.reshape(n, c, h // p, p, w // p, p)
        x = torch.einsum('nchpwq->nhwpqc', x)
        return x.reshape(n, (h // p) * (w // p), p ** 2 * c)

    def random_masking(self, x):
        N, L, D = x.shape
        len_keep = int(L * (1 - self.mask_ratio))
        noise = torch.rand(N, L)
        ids_shuffle = torch.argsort(noise, dim=1)
        ids_restore = torch.argsort(ids_shuffle, dim=1)
        ids_keep = ids_shuffle[:, :len_keep]
        x_masked = torch.gather(x, dim=1, index=ids_keep.unsqueeze(-1).repeat(1, 1, D))
        mask = torch.ones([N, L])
        mask[:, :len_keep] = 0
        mask = torch.gather(mask, dim=1, index=ids_restore)
        return x_masked, mask, ids_restore

    def forward(self, imgs):
        target = self.patchify(imgs)
        x = self.embed(target) + self.pos
        x, mask, ids_restore = self.random_masking(x)
        x = self.to_decoder(self.encoder(x))
        mask_tokens = self.mask_token.repeat(x.shape[0], ids_restore.shape[1] - x.shape[1], 1)
        x_ = torch.cat([x, mask_tokens], dim=1)
        x = torch.gather(x_, dim=1, index=ids_restore.unsqueeze(-1).repeat(1, 1, x.shape[2]))
        pred = self.to_pixels(self.decoder(x + self.decoder_pos))
        loss = (pred - target) ** 2
        loss = loss.mean(dim=-1)
        return (loss * mask).sum() / mask.sum(), pred, mask


model = MAE()
images = torch.rand(3, 3, 16, 16)
loss, pred, mask = model(images)
loss.backward()
restored = pred.view(3, 4, 4, 4, 4, 3).permute(0, 5, 1, 3, 2, 4).reshape(3, 3, 16, 16)
