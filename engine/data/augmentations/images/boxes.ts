/** Boxes that move with their image. */
import { BOX } from '../../task';
import type { AugmentedBatch, Surroundings } from '../augmentation';

/** Where a point of the image goes, in shares of width and height. */
export type Move = (x: number, y: number) => readonly [x: number, y: number];

/** An object of which less than a quarter is still seen is hard to name even for people: it is no target any more. */
const LEAST_VISIBLE = 0.25;

const NONE = -1;

/** Moves the boxes of one sample of the batch; those that leave the image become class −1. */
export function moveBoxes(
  { targets }: AugmentedBatch,
  { target }: Surroundings['task'],
  row: number,
  move: Move,
): void {
  if (target.kind !== 'boxes') return;
  for (let object = 0; object < target.most; object++) {
    const from = (row * target.most + object) * BOX;
    const box = targets.subarray(from, from + BOX);
    if (box[0] === NONE) continue;
    const moved = moveBox(box, move);
    if (moved) box.set(moved, 1);
    else box.fill(0).fill(NONE, 0, 1);
  }
}

/** The rectangle around the moved corners, cut at the image's edges: centre x, y, width, height. */
function moveBox(box: ArrayLike<number>, move: Move): number[] | null {
  const [x, y, halfWidth, halfHeight] = [box[1]!, box[2]!, box[3]! / 2, box[4]! / 2];
  const signs = [-1, 1];
  const corners = signs.flatMap((a) => signs.map((b) => move(x + a * halfWidth, y + b * halfHeight)));
  const spans = [0, 1].map((axis) => {
    const ends = corners.map((corner) => corner[axis]!);
    return [Math.min(...ends), Math.max(...ends)] as const;
  });
  const seen = spans.map(([low, high]) => [clip(low), clip(high)] as const);
  if (area(seen) <= LEAST_VISIBLE * area(spans)) return null;
  return [...seen.map(([low, high]) => (low + high) / 2), ...seen.map(([low, high]) => high - low)];
}

const clip = (value: number): number => Math.min(1, Math.max(0, value));

const area = (spans: readonly (readonly [number, number])[]): number =>
  spans.reduce((product, [low, high]) => product * (high - low), 1);
