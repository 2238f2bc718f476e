/** Points in the plane, of classes in turn, so that every class is as frequent as the next. */
import { Random } from '../random';
import type { InMemory } from '../samples';
import { draw } from './draw';

export type Point = [x: number, y: number];

/**
 * @param noise standard deviation of what is added to each coordinate
 * @param place where a sample lies without noise; `random` is the sample's own stream
 */
export function drawPoints(
  [count, seed]: [count: number, seed: number],
  { purpose, noise }: { purpose: string; noise: number },
  place: (index: number, random: Random) => { point: Point; label: number },
): InMemory {
  const layout = { inputs: { shape: [2], Values: Float32Array }, targets: { shape: [], Values: Int32Array } };
  return draw(count, layout, (index, input, target) => {
    const random = new Random(seed, purpose, index);
    const { point, label } = place(index, random);
    input.set(point.map((coordinate) => coordinate + noise * random.normal()));
    target[0] = label;
  });
}
