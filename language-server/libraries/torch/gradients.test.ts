import assert from 'node:assert/strict';
import { check, shapesOf } from '../../testing/check';

const after = async (program: string, count = 1): Promise<string[]> =>
  (await shapesOf(`import torch\n${program}`)).slice(-count);

describe('gradients', () => {
  it('have the shapes of what is derived by', async () => {
    const two = 'w, b = torch.ones(3, 2, requires_grad=True), torch.ones(2, requires_grad=True)\n';
    const asked = `${two}v, c = torch.autograd.grad((w + b).sum(), (w, b))`;
    assert.deepEqual(await after(asked, 2), ['v: (3, 2)', 'c: (2,)']);
    assert.deepEqual(await after(`${two}(w + b).sum().backward()\ng = w.grad.abs()`), ['g: (3, 2)']);
  });

  it('may be None', async () => {
    const either = `w = torch.ones(3, requires_grad=True)
x = torch.ones(5) if w.grad is None else torch.ones(7)
y = x`;
    const [claim] = await after(either);
    assert.doesNotMatch(claim ?? '', /5|7/);
  });

  it('are added up by sum', async () => {
    assert.deepEqual(await after('x = sum(torch.ones(4, 1) * n for n in range(3)) + torch.ones(2)'), ['x: (4, 2)']);
  });

  it('follow of one number only, unless each is given its own', () =>
    check(`import torch
x = torch.rand(5, 1, requires_grad=True)
y = torch.tanh(x)
torch.autograd.grad(y, x)
^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
torch.autograd.grad([y.sum(), y], x)
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
torch.autograd.grad(y, x, torch.ones_like(y), retain_graph=True)
torch.autograd.grad(y[:1], x, retain_graph=True)
torch.autograd.grad([y.sum(), y.mean()], x)
`));
});
