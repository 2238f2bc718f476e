import assert from 'node:assert/strict';
import { shapesOf } from '../../testing/check';

const HEAD = 'import torch\nfrom torch import nn\nimport torch.nn.functional as F\n';

const claims = async (lines: string): Promise<string[]> =>
  (await shapesOf(HEAD + lines)).slice(-lines.split('\n').length);

describe('losses without reduction', () => {
  it('are as large as input and target together', async () => {
    const shapes = await claims(`a = F.mse_loss(torch.rand(5, 1), torch.rand(5), reduction='none')
b = nn.KLDivLoss(reduction='none')(torch.rand(8), torch.rand(5, 8))
c = F.l1_loss(torch.rand(5, 8), torch.rand(8), reduce=False)
d = F.multilabel_soft_margin_loss(torch.rand(5, 8), torch.rand(8), reduction='none')`);
    assert.deepEqual(shapes, ['a: (5, 5)', 'b: (5, 8)', 'c: (5, 8)', 'd: (5,)']);
  });

  it('have a number for each triplet, pair or sequence', async () => {
    const shapes = await claims(`a = F.triplet_margin_loss(*torch.rand(3, 5, 7), reduction='none')
b = nn.CosineEmbeddingLoss(reduction='none')(torch.rand(1, 7), torch.rand(5, 7), torch.ones(5))
c = nn.MarginRankingLoss(reduction='none')(torch.rand(5, 1), torch.rand(1, 6), torch.ones(5, 6))
d = nn.TripletMarginWithDistanceLoss(reduction='none')(torch.rand(7), torch.rand(7), torch.rand(7))
e = nn.TripletMarginWithDistanceLoss(distance_function=F.l1_loss, reduction='none')(*torch.rand(3, 7))
f = nn.CTCLoss(reduction='none')(torch.rand(6, 2, 5), torch.ones(2, 4), torch.tensor([6, 6]), torch.tensor([4, 4]))`);
    assert.deepEqual(shapes, ['a: (5,)', 'b: (5,)', 'c: (5, 6)', 'd: ()', 'e: (\u2026)', 'f: (2,)']);
  });
});
