import torch
import torch.nn as nn
import torch.nn.functional as F


class MiniDETR(nn.Module):
    """Positional encodings are learned; images must be below 50 feature cells a side."""

    def __init__(self, num_classes, hidden_dim=16, nheads=4, queries=7):
        super().__init__()
        self.backbone = nn.Sequential(nn.Conv2d(3, 12, 3, 4, 1), nn.ReLU(), nn.Conv2d(12, 20, 3, 2, 1))
        self.conv = nn.Conv2d(20, hidden_dim, 1)
        self.transformer = nn.Transformer(hidden_dim, nheads, 1, 1, dim_feedforward=32)
        self.linear_class = nn.Linear(hidden_dim, num_classes + 1)
        self.linear_bbox = nn.Linear(hidden_dim, 4)
        self.query_pos = nn.Parameter(torch.rand(queries, hidden_dim))
        self.row_embed = nn.Parameter(torch.rand(50, hidden_dim // 2))
        self.col_embed = nn.Parameter(torch.rand(50, hidden_dim // 2))

    def forward(self, inputs):
        x = self.backbone(inputs)
        h = self.conv(x)
        H, W = h.shape[-2:]
        pos = torch.cat([
            self.col_embed[:W].unsqueeze(0).repeat(H, 1, 1),
            self.row_embed[:H].unsqueeze(1).repeat(1, W, 1),
        ], dim=-1).flatten(0, 1).unsqueeze(1)
        query = self.query_pos.unsqueeze(1).repeat(1, inputs.shape[0], 1)
        h = self.transformer(pos + 0.1 * h.flatten(2).permute(2, 0, 1), query).transpose(0, 1)
        return {'pred_logits': self.linear_class(h), 'pred_boxes': self.linear_bbox(h).sigmoid()}


def box_cxcywh_to_xyxy(x):
    x_c, y_c, w, h = x.unbind(-1)
    b = [(x_c - 0.5 * w), (y_c - 0.5 * h), (x_c + 0.5 * w), (y_c + 0.5 * h)]
    return torch.stack(b, dim=-1)


def generalized_iou(a, b):
    area_a = (a[:, 2] - a[:, 0]) * (a[:, 3] - a[:, 1])
    area_b = (b[:, 2] - b[:, 0]) * (b[:, 3] - b[:, 1])
    lt = torch.max(a[:, None, :2], b[:, :2])
    rb = torch.min(a[:, None, 2:], b[:, 2:])
    inter = (rb - lt).clamp(min=0).prod(-1)
    union = area_a[:, None] + area_b - inter
    iou = inter / union
    hull = (torch.max(a[:, None, 2:], b[:, 2:]) - torch.min(a[:, None, :2], b[:, :2])).clamp(min=0).prod(dim=2)
    return iou - (hull - union) / hull


detr = MiniDETR(num_classes=5)
outputs = detr(torch.rand(2, 3, 64, 96))
bs, num_queries = outputs['pred_logits'].shape[:2]
out_prob = outputs['pred_logits'].flatten(0, 1).softmax(-1)
out_bbox = outputs['pred_boxes'].flatten(0, 1)
targets = [{'labels': torch.tensor([1, 4, 0]), 'boxes': torch.rand(3, 4)}, {'labels': torch.tensor([2]), 'boxes': torch.rand(1, 4)}]
tgt_ids = torch.cat([v['labels'] for v in targets])
tgt_bbox = torch.cat([v['boxes'] for v in targets])
cost_class = -out_prob[:, tgt_ids]
cost_bbox = torch.cdist(out_bbox, tgt_bbox, p=1)
cost_giou = -generalized_iou(box_cxcywh_to_xyxy(out_bbox), box_cxcywh_to_xyxy(tgt_bbox))
C = (5 * cost_bbox + cost_class + 2 * cost_giou).view(bs, num_queries, -1)
sizes = [len(v['boxes']) for v in targets]
greedy = [c[i].argmin(0) for i, c in enumerate(C.split(sizes, -1))]
matched = outputs['pred_boxes'][0, greedy[0]]
l1 = F.l1_loss(matched, targets[0]['boxes'], reduction='none').sum() / 3
