import type { InMemory } from '../samples';
import { drawPoints } from './points';

/**
 * Two half circles of radius 1 that reach into each other, as scikit-learn's make_moons: the upper (class 0) about
 * (0, 0), the lower (class 1) about (1, ½).
 */
export const drawMoons = (count: number, seed: number, { noise }: { noise: number }): InMemory =>
  drawPoints([count, seed], { purpose: 'moons', noise }, (index, random) => {
    const angle = random.uniform(0, Math.PI);
    const label = index % 2;
    const [x, y] = [Math.cos(angle), Math.sin(angle)];
    return { point: label === 0 ? [x, y] : [1 - x, 0.5 - y], label };
  });
