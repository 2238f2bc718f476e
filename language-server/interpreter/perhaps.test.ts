import assert from 'node:assert/strict';
import { shapesOf } from '../testing/check';

const before = `import copy
import torch

class Thing:
    size = 2

thing = Thing()
`;

/** What is claimed of the last assignment. */
const last = async (code: string): Promise<string | undefined> => (await shapesOf(before + code)).at(-1);

describe('what only some paths bind', () => {
  const asked: [name: string, code: string][] = [
    ['set in a branch', 'if flag(): thing.n = 4'],
    ['set by setattr', "if flag(): setattr(thing, 'n', 4)"],
    ['set by a call in a branch', 'def put(x):\n    x.n = 4\nif flag(): put(thing)'],
    ['set in a loop of unknown length', 'for _ in range(count()): thing.n = 4'],
    ['set before an exception', 'try:\n    flag()\n    thing.n = 4\n    flag()\nexcept ValueError: pass'],
    ['deleted in a branch', 'thing.n = 4\nif flag(): del thing.n'],
    ['deleted by name', "thing.n = 4\nif flag(): delattr(thing, 'n')"],
    ['of a copy', 'if flag(): thing.n = 4\nthing = copy.deepcopy(thing)'],
    ['of a class', 'if flag(): Thing.n = 4'],
  ];
  for (const [name, code] of asked)
    it(`may be absent: ${name}`, async () => {
      assert.equal(await last(`${code}\nx = torch.zeros(getattr(thing, 'n', 3))`), 'x: (n0,)');
      assert.equal(await last(`${code}\nx = torch.zeros(1 if hasattr(thing, 'n') else 3)`), 'x: (n0,)');
      assert.equal(await last(`${code}\nx = torch.zeros(thing.n)`), 'x: (4,)', 'absent, it would be an error');
    });

  it('is found by name in what an object has', async () => {
    const branch = 'if flag(): thing.n = 4\n';
    assert.equal(await last(`${branch}x = torch.zeros(vars(thing).get('n', 3))`), 'x: (n0,)');
    assert.equal(await last(`${branch}x = torch.zeros(1 if 'n' in thing.__dict__ else 3)`), 'x: (n0,)');
  });

  it('hides what stands in the class, in an ancestor or among the built-ins only perhaps', async () => {
    assert.equal(await last('if flag(): thing.size = 4\nx = torch.zeros(thing.size)'), 'x: (n0,)');
    const child = 'class Child(Thing):\n    if flag(): size = 4\n';
    assert.equal(await last(`${child}x = torch.zeros(Child().size)`), 'x: (n0,)');
    assert.equal(await last('if flag():\n    def max(*_): return 9\nx = torch.zeros(max(2, 3))'), 'x: (n0,)');
  });

  it('is gone once it is deleted, and there once it is set again', async () => {
    const gone = "thing.n = 4\ndel thing.n\nx = torch.zeros(getattr(thing, 'n', 3))";
    assert.equal(await last(gone), 'x: (3,)');
    const again = "if flag(): thing.n = 4\nthing.n = 5\nx = torch.zeros(getattr(thing, 'n', 3))";
    assert.equal(await last(again), 'x: (5,)');
  });

  it('is looked for anew in every turn of a loop', async () => {
    const turn = "for _ in range(count()):\n    x = torch.zeros(getattr(thing, 'n', 3))\n    thing.n = 4";
    assert.equal(await last(turn), 'x: ?');
  });

  it('is undefined in JavaScript', async () => {
    const code = `import * as tf from '@tensorflow/tfjs';
class Thing {}
const thing = new Thing();
if (flag()) thing.n = 4;
const x = tf.zeros([thing.n ?? 3]);
if (flag()) { var size = 4; }
const y = tf.zeros([size || 3]);
`;
    assert.deepEqual(await shapesOf(code, 'javascript'), ['x: (n0,)', 'y: (n1,)']);
  });
});
