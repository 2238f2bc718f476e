import assert from 'node:assert/strict';
import { overlap, type Box } from '../boxes';
import { BOX } from '../task';
import { drawScenes, drawShapes } from './shapes';

/** Between the brightest paper and the darkest ink. */
const BRIGHT = 105;

/** Pixels that antialiasing and a triangle's tip may cost at each edge. */
const EDGE = 2;

interface Span {
  left: number;
  top: number;
  right: number;
  bottom: number;
  inked: number;
}

/** Where the bright pixels of part of an image lie. */
function inkIn(pixels: Uint8Array | Int32Array | Float32Array, size: number, from: Span): Span {
  const found = { left: size, top: size, right: 0, bottom: 0, inked: 0 };
  for (let y = from.top; y < from.bottom; y++) {
    for (let x = from.left; x < from.right; x++) {
      if (pixels[y * size + x]! <= BRIGHT) continue;
      found.left = Math.min(found.left, x);
      found.top = Math.min(found.top, y);
      found.right = Math.max(found.right, x + 1);
      found.bottom = Math.max(found.bottom, y + 1);
      found.inked++;
    }
  }
  return found;
}

const everywhere = (size: number): Span => ({ left: 0, top: 0, right: size, bottom: size, inked: 0 });

/** The pixels that a box touches. */
const pixelsOf = ({ x, y, width, height }: Box, size: number): Span => ({
  left: Math.floor((x - width / 2) * size),
  top: Math.floor((y - height / 2) * size),
  right: Math.ceil((x + width / 2) * size),
  bottom: Math.ceil((y + height / 2) * size),
  inked: 0,
});

describe('drawScenes', () => {
  const [size, most, count] = [48, 4, 80];
  const { inputs, targets } = drawScenes(count, 1, { size, most });
  const scenes = Array.from({ length: count }, (_, index) => {
    const slots = Array.from({ length: most }, (_unused, slot) => {
      const at = (index * most + slot) * BOX;
      const [kind, x, y, width, height] = targets.values.slice(at, at + BOX);
      return { class: kind!, x: x!, y: y!, width: width!, height: height! };
    });
    const pixels = inputs.values.subarray(index * size * size, (index + 1) * size * size);
    return { pixels, slots, objects: slots.filter((slot) => slot.class >= 0) };
  });

  it('has boxes that hold the ink, and all of it', () => {
    for (const { pixels, objects } of scenes) {
      let inked = 0;
      for (const object of objects) {
        const [box, ink] = [pixelsOf(object, size), inkIn(pixels, size, pixelsOf(object, size))];
        inked += ink.inked;
        for (const side of ['left', 'top', 'right', 'bottom'] as const) {
          assert.ok(Math.abs(box[side] - ink[side]) <= EDGE, `${side} ${box[side]} ${ink[side]}`);
        }
      }
      assert.ok(inkIn(pixels, size, everywhere(size)).inked <= inked);
    }
  });

  it('has 1 to most objects that share no place, from left to right, then empty slots', () => {
    for (const { slots, objects } of scenes) {
      assert.deepEqual(slots.slice(0, objects.length), objects);
      assert.ok(slots.slice(objects.length).every((slot) => slot.width === 0));
      objects.slice(1).forEach((object, index) => {
        assert.ok(object.x >= objects[index]!.x);
      });
      objects.forEach((one, index) => {
        assert.ok(objects.slice(index + 1).every((other) => overlap(one, other) < 1e-6));
      });
    }
    assert.deepEqual(new Set(scenes.map(({ objects }) => objects.length)), new Set([1, 2, 3, 4]));
    assert.equal(new Set(scenes.flatMap(({ objects }) => objects.map((object) => object.class))).size, 3);
  });
});

describe('drawShapes', () => {
  const [size, count] = [64, 90];
  const { inputs, targets } = drawShapes(count, 1, { size });

  it('is learned by the share of its box that a form fills: π/4, 1, 1/2', () => {
    const nearest = (share: number) => [Math.PI / 4, 1, 0.5].map((form) => Math.abs(form - share));
    const guesses = Array.from({ length: count }, (_, index) => {
      const ink = inkIn(inputs.values.subarray(index * size * size, (index + 1) * size * size), size, everywhere(size));
      const errors = nearest(ink.inked / ((ink.right - ink.left) * (ink.bottom - ink.top)));
      return errors.indexOf(Math.min(...errors));
    });
    const right = guesses.filter((guess, index) => guess === targets.values[index]).length;
    assert.ok(right / count > 0.97, `${right} of ${count}`);
  });

  it('has as many of each form', () => {
    assert.deepEqual(
      [0, 1, 2].map((form) => targets.values.filter((value) => value === form).length),
      [30, 30, 30],
    );
  });
});
