import assert from 'node:assert/strict';
import { shapesOf } from './check';

/** Asserts the shapes that a program of PyTorch's binds to `y`, in order; sizes without a name are `n`. */
export async function expectY(program: string, shapes: string[]): Promise<void> {
  const found = await shapesOf(`import torch\n${program}`);
  const ys = found.filter((claim) => claim.startsWith('y: '));
  assert.deepEqual(
    ys.map((claim) => claim.slice(3).replace(/\bn\d+/g, 'n')),
    shapes,
  );
}
