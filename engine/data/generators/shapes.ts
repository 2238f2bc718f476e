/** Grey images of bright circles, squares and triangles on dark paper. */
import { overlap, type Box } from '../boxes';
import { Random } from '../random';
import type { InMemory } from '../samples';
import { BOX } from '../task';
import { draw } from './draw';

/** How far outside a form of half-width `half` a place is, in pixels, from its centre; negative inside. */
type Form = (right: number, down: number, half: number) => number;

const circle: Form = (right, down, half) => Math.hypot(right, down) - half;
const square: Form = (right, down, half) => Math.max(Math.abs(right), Math.abs(down)) - half;
/** Standing on its base, as wide as high: its sides fall by 2 for each step to the side. */
const triangle: Form = (right, down, half) => Math.max(down - half, (2 * Math.abs(right) - down - half) / Math.sqrt(5));

/** Class → form. */
const forms: readonly Form[] = [circle, square, triangle];

export const shapeNames = ['circle', 'square', 'triangle'];

/** Half an object's width in shares of the image: of several side by side, and of one alone. */
const [SEVERAL, ALONE] = [
  { least: 0.1, most: 0.2 },
  { least: 0.15, most: 0.35 },
];

/** Grey levels: the darkest ink is brighter than the brightest paper. */
const [PAPER, INK] = [
  { least: 0, most: 60 },
  { least: 150, most: 255 },
];

/** How often a place is sought where no other object is; in a crowd, fewer objects are drawn than were wanted. */
const TRIES = 50;

interface Shape extends Box {
  class: number;
}

function place(kind: number, sizes: { least: number; most: number }, random: Random): Shape {
  const half = random.uniform(sizes.least, sizes.most);
  const [x, y] = [random.uniform(half, 1 - half), random.uniform(half, 1 - half)];
  return { class: kind, x, y, width: 2 * half, height: 2 * half };
}

/** One to `most` objects that share no place, from left to right. */
function scene(most: number, random: Random): Shape[] {
  const shapes: Shape[] = [];
  const wanted = 1 + random.integer(most);
  for (let tried = 0; tried < TRIES && shapes.length < wanted; tried++) {
    const shape = place(random.integer(forms.length), SEVERAL, random);
    if (shapes.every((other) => overlap(shape, other) === 0)) shapes.push(shape);
  }
  return shapes.sort((a, b) => a.x - b.x);
}

/** Draws a form into `pixels` (size, size): covered wholly inside, fading over one pixel. */
function ink(pixels: Uint8Array, size: number, shape: Shape, level: number): void {
  const form = forms[shape.class]!;
  pixels.forEach((paper, at) => {
    const [right, down] = [(at % size) + 0.5 - shape.x * size, Math.floor(at / size) + 0.5 - shape.y * size];
    const cover = Math.min(1, Math.max(0, 0.5 - form(right, down, (shape.width * size) / 2)));
    if (cover > 0) pixels[at] = Math.round(paper + (level - paper) * cover);
  });
}

function paint(pixels: Uint8Array, size: number, shapes: readonly Shape[], random: Random): void {
  pixels.forEach((_, at) => {
    pixels[at] = random.uniform(PAPER.least, PAPER.most);
  });
  for (const shape of shapes) ink(pixels, size, shape, random.uniform(INK.least, INK.most));
}

const image = (size: number) => ({ shape: [size, size, 1], Values: Uint8Array });

/** One object an image; its class is the target, classes in turn. */
export const drawShapes = (count: number, seed: number, { size }: { size: number }): InMemory =>
  draw(count, { inputs: image(size), targets: { shape: [], Values: Int32Array } }, (index, pixels, target) => {
    const random = new Random(seed, 'shapes', index);
    target[0] = index % forms.length;
    paint(pixels, size, [place(target[0], ALONE, random)], random);
  });

/** One to `most` objects an image; the targets are their boxes from left to right, class −1 in the slots left over. */
export function drawScenes(count: number, seed: number, { size, most }: { size: number; most: number }): InMemory {
  const layout = { inputs: image(size), targets: { shape: [most, BOX], Values: Float32Array } };
  return draw(count, layout, (index, pixels, target) => {
    const random = new Random(seed, 'scenes', index);
    const shapes = scene(most, random);
    for (let slot = 0; slot < most; slot++) target[slot * BOX] = -1;
    shapes.forEach(({ class: kind, x, y, width, height }, slot) => {
      target.set([kind, x, y, width, height], slot * BOX);
    });
    paint(pixels, size, shapes, random);
  });
}
