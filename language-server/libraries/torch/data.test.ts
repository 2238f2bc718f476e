import assert from 'node:assert/strict';
import { shapesOf } from '../../testing/check';

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
