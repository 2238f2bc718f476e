import type { InMemory } from '../samples';
import { drawPoints } from './points';

export interface Spirals {
  arms: number;
  /** Of an arm about the centre. */
  turns: number;
  noise: number;
}

/** Where an arm begins; nearer to the centre the arms would touch. */
const INNER = 0.1;

/** Archimedes' spirals in the unit disc: arm k holds the points of radius r at the angle 2π (turns · r + k / arms). */
export const drawSpirals = (count: number, seed: number, { arms, turns, noise }: Spirals): InMemory =>
  drawPoints([count, seed], { purpose: 'spirals', noise }, (index, random) => {
    const label = index % arms;
    const radius = random.uniform(INNER, 1);
    const angle = 2 * Math.PI * (turns * radius + label / arms);
    return { point: [radius * Math.cos(angle), radius * Math.sin(angle)], label };
  });
