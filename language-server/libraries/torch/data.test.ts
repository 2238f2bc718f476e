import assert from 'node:assert/strict';
import { check, shapesOf } from '../../testing/check';

const HEAD = 'import torch\nfrom torch.utils.data import DataLoader, Dataset, TensorDataset, random_split\n';

const last = async (program: string, count = 1): Promise<string[]> => (await shapesOf(HEAD + program)).slice(-count);

describe('loading data', () => {
  it('tells the last batch from the others', async () => {
    const loop = 'for x, y in DataLoader(TensorDataset(torch.ones(5, 2), torch.ones(5)), 4):\n  z = x\n';
    assert.deepEqual(await last(loop, 2), ['z: (4, 2)', 'z: (1, 2)']);
  });

  it('knows every batch where the last is left out or whole', async () => {
    const whole = 'pairs = TensorDataset(torch.ones(6000, 2))\n';
    assert.deepEqual(await last(`${whole}for (x,) in DataLoader(pairs, batch_size=4):\n  z = x`), ['z: (4, 2)']);
    assert.deepEqual(await last(`${whole}for (x,) in DataLoader(pairs, 7, drop_last=True):\n  z = x`), ['z: (7, 2)']);
    const counted = `for i, (x,) in enumerate(DataLoader(pairs, 7, drop_last=True)):\n  z = x`;
    assert.deepEqual(await last(whole + counted), ['z: (7, 2)']);
  });

  it('tells the last batch of a long epoch from the others', async () => {
    const pairs = 'pairs = TensorDataset(torch.ones(6001, 2))\nloader = DataLoader(pairs, batch_size=4)\n';
    assert.deepEqual(await last(`${pairs}for (x,) in loader:\n  z = x + 1`, 2), ['z: (4, 2)', 'z: (1, 2)']);
    assert.deepEqual(await last(`${pairs}for i, (x,) in enumerate(loader):\n  z = x + 1`, 2), [
      'z: (4, 2)',
      'z: (1, 2)',
    ]);
    assert.deepEqual(await last(`${pairs}(x,) = next(iter(loader))\nz = x + 1`), ['z: (4, 2)']);
    assert.deepEqual(await last(`${pairs}for (x,) in loader:\n  break\nz = x + 1`), ['z: (4, 2)']);
  });

  it('says of a dataset of unknown length what the last batch is left with', async () => {
    const files = `import glob
class Files(Dataset):
    def __init__(self, pattern):
        self.files = glob.glob(pattern)

    def __len__(self):
        return len(self.files)

    def __getitem__(self, i):
        return {'x': torch.zeros(3)}

`;
    const loop = 'for batch in loader:\n  z = batch["x"]';
    const both = ['z: (8, 3)', 'z: (len(dataset)%8, 3)'];
    assert.deepEqual(await last(`${files}loader = DataLoader(Files("*"), 8)\n${loop}`, 2), both);
    const folds = `${files}for fold in range(3):\n  loader = DataLoader(Files("*"), 8)\n  ${loop.replace('\n', '\n  ')}`;
    assert.deepEqual(await last(folds, 2), both);
    const option =
      'import argparse\nparser = argparse.ArgumentParser()\nparser.add_argument("--batch-size", default=4)\n';
    const made = 'loader = DataLoader(TensorDataset(torch.ones(6, 2)), parser.parse_args().batch_size)\n';
    assert.deepEqual(await last(`${option}${made}for (x,) in loader:\n  z = x + 1`, 2), [
      'z: (batch_size, 2)',
      'z: (6%batch_size, 2)',
    ]);
  });

  it('finds what fails in the last batch alone, unless the loop may end before', async () => {
    const loop = `for (x,) in DataLoader(TensorDataset(torch.ones(6002, 2)), batch_size=4):
    z = x + torch.zeros(4, 2)
`;
    await check(`${HEAD}${loop}#       ^^^^^^^^^^^^^^^^^^^^^ shape-mismatch\n`);
    await check(`${HEAD}${loop}    if z.sum() > 9:\n        break\n`);
  });

  it('asks a dataset of the program for a sample', async () => {
    const dataset = `class Squares(Dataset):
    def __len__(self):
        return 6

    def __getitem__(self, i):
        return {'x': torch.zeros(3), 'y': i % 2}

train, test = random_split(Squares(), [4, 2])
for batch in DataLoader(test, batch_size=2):
    x, y = batch['x'], batch['y']
`;
    assert.deepEqual(await last(dataset, 2), ['x: (2, 3)', 'y: (2,)']);
  });

  it('gives the samples to a collate function', async () => {
    assert.deepEqual(
      await last('for z in DataLoader(torch.ones(4, 3), 2, collate_fn=lambda batch: torch.cat(batch)):\n  w = z'),
      ['w: (6,)'],
    );
  });
});
