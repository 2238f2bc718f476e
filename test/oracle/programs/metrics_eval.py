import torch


def confusion_matrix(pred, target, num_classes):
    indices = target * num_classes + pred
    return torch.bincount(indices, minlength=num_classes ** 2).reshape(num_classes, num_classes)


def precision_recall_f1(cm):
    tp = cm.diag().float()
    precision = tp / cm.sum(0).clamp(min=1)
    recall = tp / cm.sum(1).clamp(min=1)
    f1 = 2 * precision * recall / (precision + recall).clamp(min=1e-8)
    return precision, recall, f1


def accuracy(output, target, topk=(1,)):
    with torch.no_grad():
        maxk = max(topk)
        batch_size = target.size(0)
        _, pred = output.topk(maxk, 1, True, True)
        pred = pred.t()
        correct = pred.eq(target.view(1, -1).expand_as(pred))
        res = []
        for k in topk:
            correct_k = correct[:k].reshape(-1).float().sum(0, keepdim=True)
            res.append(correct_k.mul_(100.0 / batch_size))
        return res


def roc_auc(scores, labels):
    order = torch.argsort(scores, descending=True)
    sorted_labels = labels[order].float()
    tps = torch.cumsum(sorted_labels, 0)
    fps = torch.cumsum(1 - sorted_labels, 0)
    tpr = torch.cat([torch.zeros(1), tps / tps[-1]])
    fpr = torch.cat([torch.zeros(1), fps / fps[-1]])
    return torch.trapz(tpr, fpr)


def dice(logits, mask, eps=1e-6):
    probs = torch.sigmoid(logits).flatten(1)
    mask = mask.flatten(1)
    inter = (probs * mask).sum(-1)
    return (2 * inter + eps) / (probs.sum(-1) + mask.sum(-1) + eps)


def expected_calibration_error(conf, correct, bins=10):
    edges = torch.linspace(0, 1, bins + 1)
    which = torch.bucketize(conf, edges[1:-1])
    counts = torch.zeros(bins).scatter_add_(0, which, torch.ones_like(conf))
    conf_sum = torch.zeros(bins).scatter_add_(0, which, conf)
    acc_sum = torch.zeros(bins).scatter_add_(0, which, correct)
    gap = (conf_sum - acc_sum).abs() / counts.clamp(min=1)
    return (gap * counts / counts.sum()).sum()


logits = torch.randn(50, 7)
y = torch.randint(0, 7, (50,))
pred = logits.argmax(-1)
cm = confusion_matrix(pred, y, 7)
precision, recall, f1 = precision_recall_f1(cm)
macro = f1.mean()
top1, top5 = accuracy(logits, y, topk=(1, 5))
auc = roc_auc(torch.rand(50), torch.arange(50) % 2)
scores = dice(torch.randn(3, 1, 16, 16), (torch.rand(3, 1, 16, 16) > 0.5).float())
conf, guess = logits.softmax(-1).max(-1)
ece = expected_calibration_error(conf, guess.eq(y).float())
iou = cm.diag() / (cm.sum(0) + cm.sum(1) - cm.diag()).clamp(min=1)
ranks = logits.argsort(dim=1, descending=True).argsort(dim=1).gather(1, y[:, None]) + 1
mrr = (1.0 / ranks).mean()
