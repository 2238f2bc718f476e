import torch
import torch.nn.functional as F
from torch import nn


class MaskHead(nn.Sequential):
    def __init__(self, in_channels, layers, num_classes):
        modules = []
        feature = in_channels
        for features in layers:
            modules.append(nn.Conv2d(feature, features, kernel_size=3, stride=1, padding=1))
            modules.append(nn.ReLU(inplace=True))
            feature = features
        modules += [nn.ConvTranspose2d(feature, feature, 2, 2, 0), nn.ReLU(inplace=True), nn.Conv2d(feature, num_classes, 1)]
        super().__init__(*modules)


class BoxHead(nn.Module):
    def __init__(self, channels, pool, hidden, n_cls):
        super().__init__()
        self.fc6 = nn.Linear(channels * pool ** 2, hidden)
        self.fc7 = nn.Linear(hidden, hidden)
        self.cls_score = nn.Linear(hidden, n_cls)
        self.bbox_pred = nn.Linear(hidden, n_cls * 4)

    def forward(self, x):
        x = x.flatten(start_dim=1)
        x = F.relu(self.fc6(x))
        x = F.relu(self.fc7(x))
        return self.cls_score(x), self.bbox_pred(x)


def crop_and_resize(features, rois, out):
    """features: (C, H, W); rois: (R, 4) in cells -> (R, C, out, out) by bilinear sampling."""
    num_rois = rois.shape[0]
    _, h, w = features.shape
    steps = torch.linspace(0, 1, out)
    xs = rois[:, 0:1] + (rois[:, 2:3] - rois[:, 0:1]) * steps
    ys = rois[:, 1:2] + (rois[:, 3:4] - rois[:, 1:2]) * steps
    gx = xs[:, None, :].expand(num_rois, out, out) / (w - 1) * 2 - 1
    gy = ys[:, :, None].expand(num_rois, out, out) / (h - 1) * 2 - 1
    grid = torch.stack([gx, gy], dim=-1)
    return F.grid_sample(features.expand(num_rois, -1, -1, -1), grid, align_corners=True)


feature_map = torch.randn(16, 20, 28)
rois = torch.tensor([[1.0, 2.0, 9.0, 8.0], [0.0, 0.0, 27.0, 19.0], [4.5, 3.5, 12.0, 17.0]])
box_features = crop_and_resize(feature_map, rois, 7)
mask_features = crop_and_resize(feature_map, rois, 14)
scores, deltas = BoxHead(16, 7, 32, 5)(box_features)
masks = MaskHead(16, (12, 12), 5)(mask_features)
labels = scores.argmax(1)
index = torch.arange(masks.shape[0])
picked = masks[index, labels][:, None]
mask_prob = picked.sigmoid()
deltas = deltas.reshape(scores.shape[0], -1, 4)
chosen = deltas[index, labels]
gt = torch.rand(3, 28, 28).gt(0.5).float()
mask_loss = F.binary_cross_entropy_with_logits(picked.squeeze(1), gt)
pasted = F.interpolate(mask_prob, size=(56, 80), mode='bilinear', align_corners=False)[:, 0]
