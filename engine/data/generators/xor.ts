import type { InMemory } from '../samples';
import { drawPoints } from './points';

/** The corners (0, 0), (0, 1), (1, 0), (1, 1) in turn; the class is x xor y, which no line separates. */
export const drawXor = (count: number, seed: number, { noise }: { noise: number }): InMemory =>
  drawPoints([count, seed], { purpose: 'xor', noise }, (index) => {
    const [x, y] = [(index >> 1) & 1, index & 1];
    return { point: [x, y], label: x ^ y };
  });
