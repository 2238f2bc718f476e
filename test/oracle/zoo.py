"""Programs that call torchvision's models, and what PyTorch does in each, recorded in forks of one process.

  zoo.py ORACLE FOLDER SEED [all]

Writes NAME.py and NAME.truth below FOLDER for one model of every family, chosen by the seed, or for all models.
"""
import argparse, importlib.util, os, random, re, sys


def load_oracle(path):
    spec = importlib.util.spec_from_file_location('shape_oracle', path)
    module = importlib.util.module_from_spec(spec)
    arguments, sys.argv = sys.argv, [path]
    spec.loader.exec_module(module)
    sys.argv = arguments
    return module


oracle, (folder, seed), everything = load_oracle(sys.argv[1]), sys.argv[2:4], 'all' in sys.argv[4:]
import torch, torchvision
from torchvision import models

ROOT = os.path.dirname(torchvision.__file__)
IMAGE = 'torch.randn(1, 3, 224, 224)'
CLIP = 'torch.randn(1, 3, 16, 224, 224)'

# Modules of builders: what a builder is called with, and what its model is.
MODULES = [
    (models, '', IMAGE),
    (models.segmentation, 'weights_backbone=None', IMAGE),
    (models.video, '', CLIP),
    (models.optical_flow, '', 'torch.randn(1, 3, 128, 128), torch.randn(1, 3, 128, 128)'),
    (models.detection, 'weights=None, weights_backbone=None', '[torch.randn(3, 224, 224)]'),
]


def family(module, name):
    """Classifiers by their kind, the others by what they are for."""
    return module.__name__, re.match('[a-z]+', re.sub('^(resnext|wide_resnet)', 'resnet', name)).group() if module is models else ''


def program(module, name, arguments, given, training):
    size = given.replace('224', '299') if name.startswith('inception') else given
    batch, mode = ('(2,', 'train') if training and '(1,' in size else ('(1,', 'eval')
    model = f'{module.__name__}.{name}({arguments}).{mode}()'
    return f'import torch\nimport torchvision\n\nmodel = {model}\ny = model({size.replace("(1,", batch)})\n'


draw = random.Random(int(seed))


def choose():
    families = {}
    for module, arguments, given in MODULES:
        for name in models.list_models(module):
            families.setdefault(family(module, name), []).append((module, name, arguments, given))
    # The largest would take a machine of tests too long; they differ from the others in numbers only.
    small = [[each for each in members if not re.search('_h_|128gf|_b7|_l$|_l_', each[1])] for members in families.values()]
    return [each for members in small for each in (members if everything else [draw.choice(members)])]


# What weights are has no bearing on shapes, and drawing them takes longer than all else.
for name in dir(torch.nn.init):
    if name.endswith('_') and not name.startswith('_'):
        setattr(torch.nn.init, name, lambda tensor, *rest, **more: tensor)

for module, name, arguments, given in choose():
    path = os.path.join(folder, f'{name}.py')
    with open(path, 'w') as file:
        file.write(program(module, name, arguments, given, draw.random() < 0.5))
    child = os.fork()
    if child == 0:
        try:
            out = os.path.join(folder, f'{name}.truth')
            oracle.record(argparse.Namespace(program=path, root=ROOT, calls=3, out=out, args=[]))
        finally:
            os._exit(0)
    os.waitpid(child, 0)
print(ROOT)
