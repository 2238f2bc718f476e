import torch


class AverageMeter:
    def __init__(self):
        self.total, self.count = 0.0, 0

    def update(self, value, n=1):
        self.total += float(value) * n
        self.count += n


@torch.no_grad()
def accuracy(output, target, topk=(1, 3)):
    k = max(topk)
    _, predicted = output.topk(k, 1)
    predicted = predicted.t()
    correct = predicted.eq(target.view(1, -1).expand_as(predicted))
    top = correct[:1].reshape(-1).float().sum(0)
    return top / target.size(0)
