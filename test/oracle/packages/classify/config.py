SIZE = 32
CLASSES = 7
BATCH = 6
LR = 0.1
MODEL = dict(width=8, depth=2)
