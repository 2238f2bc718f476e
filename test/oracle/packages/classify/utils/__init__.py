from .metrics import AverageMeter, accuracy
