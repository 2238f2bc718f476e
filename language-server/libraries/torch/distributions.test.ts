import assert from 'node:assert/strict';
import { shapesOf } from '../../testing/check';

const shapeAfter = async (make: string): Promise<string | undefined> =>
  (await shapesOf(`import torch\nfrom torch import distributions as D\n${make}`)).at(-1);

describe('distributions', () => {
  it('draws batches of what their parameters broadcast to', async () => {
    const normal = 'd = D.Normal(torch.zeros(4, 1), torch.ones(3))\n';
    assert.equal(await shapeAfter(`${normal}x = d.sample()`), 'x: (4, 3)');
    assert.equal(await shapeAfter(`${normal}x = d.rsample((5,))`), 'x: (5, 4, 3)');
    assert.equal(await shapeAfter(`${normal}x = d.log_prob(torch.ones(2, 1, 1))`), 'x: (2, 4, 3)');
    assert.equal(await shapeAfter(`${normal}x = D.kl_divergence(d, D.Normal(0., 1.))`), 'x: (4, 3)');
  });

  it('knows which axes are one draw', async () => {
    const normal = 'd = D.MultivariateNormal(torch.zeros(2), torch.eye(2).repeat(6, 1, 1))\n';
    assert.equal(await shapeAfter(`${normal}x = d.sample((3,))`), 'x: (3, 6, 2)');
    assert.equal(await shapeAfter(`${normal}x = d.log_prob(torch.ones(5, 1, 2))`), 'x: (5, 6)');
    const classes = 'd = D.categorical.Categorical(logits=torch.zeros(7, 4))\n';
    assert.equal(await shapeAfter(`${classes}x = d.sample()`), 'x: (7,)');
    assert.equal(await shapeAfter(`${classes}x = d.entropy()`), 'x: (7,)');
  });

  it('draws indices of classes, whose entries are whole numbers', async () => {
    const policy = 'import os\nd = D.Categorical(torch.load(os.environ["SCORES"]))\n';
    assert.equal(await shapeAfter(`${policy}x = torch.zeros(8) + 0.1 * d.sample().item()`), 'x: (8,)');
  });
});
