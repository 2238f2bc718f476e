import torch
import torch.nn as nn
import torch.nn.functional as F


class FPN(nn.Module):
    def __init__(self, in_channels_list, out_channels):
        super().__init__()
        self.inner_blocks = nn.ModuleList()
        self.layer_blocks = nn.ModuleList()
        for in_channels in in_channels_list:
            self.inner_blocks.append(nn.Conv2d(in_channels, out_channels, 1))
            self.layer_blocks.append(nn.Conv2d(out_channels, out_channels, 3, padding=1))

    def forward(self, xs):
        last_inner = self.inner_blocks[-1](xs[-1])
        results = [self.layer_blocks[-1](last_inner)]
        for idx in range(len(xs) - 2, -1, -1):
            inner_lateral = self.inner_blocks[idx](xs[idx])
            feat_shape = inner_lateral.shape[-2:]
            inner_top_down = F.interpolate(last_inner, size=feat_shape, mode="nearest")
            last_inner = inner_lateral + inner_top_down
            results.insert(0, self.layer_blocks[idx](last_inner))
        return results


class YoloHead(nn.Module):
    def __init__(self, channels, anchors, num_classes, stride):
        super().__init__()
        self.register_buffer("anchors", torch.tensor(anchors, dtype=torch.float32))
        self.num_anchors = len(anchors)
        self.num_outputs = num_classes + 5
        self.stride = stride
        self.pred = nn.Conv2d(channels, self.num_anchors * self.num_outputs, 1)

    @staticmethod
    def make_grid(nx, ny):
        yv, xv = torch.meshgrid([torch.arange(ny), torch.arange(nx)], indexing="ij")
        return torch.stack((xv, yv), 2).view((1, 1, ny, nx, 2)).float()

    def forward(self, x):
        bs, _, ny, nx = x.shape
        p = self.pred(x)
        p = p.view(bs, self.num_anchors, self.num_outputs, ny, nx).permute(0, 1, 3, 4, 2).contiguous()
        if self.training:
            return p
        grid = self.make_grid(nx, ny)
        y = p.sigmoid()
        anchor_wh = self.anchors.view(1, self.num_anchors, 1, 1, 2)
        xy = (y[..., 0:2] * 2.0 - 0.5 + grid) * self.stride
        wh = (y[..., 2:4] * 2) ** 2 * anchor_wh
        y = torch.cat((xy, wh, y[..., 4:]), -1)
        return y.view(bs, -1, self.num_outputs)


def box_iou(box1, box2):
    # (N, 4), (M, 4) -> (N, M)
    area1 = (box1[:, 2] - box1[:, 0]) * (box1[:, 3] - box1[:, 1])
    area2 = (box2[:, 2] - box2[:, 0]) * (box2[:, 3] - box2[:, 1])
    lt = torch.max(box1[:, None, :2], box2[:, :2])
    rb = torch.min(box1[:, None, 2:], box2[:, 2:])
    wh = (rb - lt).clamp(min=0)
    inter = wh[:, :, 0] * wh[:, :, 1]
    return inter / (area1[:, None] + area2 - inter)


def xywh2xyxy(x):
    y = x.clone()
    y[:, 0] = x[:, 0] - x[:, 2] / 2
    y[:, 1] = x[:, 1] - x[:, 3] / 2
    y[:, 2] = x[:, 0] + x[:, 2] / 2
    y[:, 3] = x[:, 1] + x[:, 3] / 2
    return y


c3, c4, c5 = torch.randn(2, 16, 32, 40), torch.randn(2, 32, 16, 20), torch.randn(2, 64, 8, 10)
fpn = FPN([16, 32, 64], 24)
p3, p4, p5 = fpn([c3, c4, c5])
anchors = [[10, 13], [16, 30], [33, 23]]
heads = nn.ModuleList([YoloHead(24, anchors, 4, s) for s in (8, 16, 32)])
train_out = [head(p) for head, p in zip(heads, (p3, p4, p5))]
first = train_out[0]
heads.eval()
detections = torch.cat([head(p) for head, p in zip(heads, (p3, p4, p5))], dim=1)
scores, classes = (detections[..., 4:5] * detections[..., 5:]).max(-1)
boxes = xywh2xyxy(detections[0, :6, :4])
ious = box_iou(boxes, boxes[:3])
