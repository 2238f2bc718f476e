import assert from 'node:assert/strict';
import type { Target } from '../task';
import { augmentation as crop } from './crop';
import { augmentation as cutout } from './cutout';
import { augmentation as flip } from './flip';
import { augmentation as rotate } from './rotate';
import { altered, batchOf, imagesOf } from './testing/images';

const COUNT = 20;

/** One box a sample. */
const BOXES: Target = { kind: 'boxes', classes: 3, most: 1 };

/** Black images with a white rectangle, and the box around it: where the pixels go, the box must go. */
function rectangles(height: number, width: number, [left, top, right, low]: [number, number, number, number]) {
  const surroundings = imagesOf(height, width, 1, BOXES);
  const batch = batchOf(COUNT, surroundings, (index) => {
    const [x, y] = [index % width, Math.floor(index / width) % height];
    return x >= left && x < right && y >= top && y < low ? 255 : 0;
  });
  const box = [2, (left + right) / 2 / width, (top + low) / 2 / height, (right - left) / width, (low - top) / height];
  batch.targets.set(Array.from({ length: COUNT }, () => box).flat());
  return { surroundings, batch };
}

/** Pixels that are at least half white: the first and one after the last in x and in y. */
function seen(image: Float32Array, width: number): [left: number, top: number, right: number, low: number] {
  const bright = [...image.keys()].filter((at) => image[at]! > 127);
  const [x, y] = [bright.map((at) => at % width), bright.map((at) => Math.floor(at / width))];
  return [Math.min(...x), Math.min(...y), Math.max(...x) + 1, Math.max(...y) + 1];
}

const edgesOf = ([, x, y, w, h]: number[], [height, width]: [number, number]) =>
  [x! - w! / 2, y! - h! / 2, x! + w! / 2, y! + h! / 2].map((share, index) => share * (index % 2 ? height : width));

describe('flip', () => {
  it('mirrors each image as a whole, about half of them, and twice is not at all', () => {
    const surroundings = imagesOf(3, 4, 2);
    const batch = batchOf(200, surroundings, (index) => index);
    const both = altered(flip, { horizontal: 0.5, vertical: 0.5 }, batch, surroundings);
    let mirrored = 0;
    for (let row = 0; row < 200; row++) {
      const image = [...both.inputs.subarray(row * 24, (row + 1) * 24)].map((value) => value - row * 24);
      const [horizontal, vertical] = [image[0]! % 8 !== 0, image[0]! >= 16];
      mirrored += Number(horizontal);
      const expected = Array.from({ length: 24 }, (_, at) => {
        const [y, x, channel] = [Math.floor(at / 8), Math.floor(at / 2) % 4, at % 2];
        return (vertical ? 2 - y : y) * 8 + (horizontal ? 3 - x : x) * 2 + channel;
      });
      assert.deepEqual(image, expected);
    }
    assert.ok(mirrored > 70 && mirrored < 130, String(mirrored));
    assert.deepEqual(altered(flip, { horizontal: 0.5, vertical: 0.5 }, both, surroundings), batch);
  });
});

describe('rotate', () => {
  it('turns a plane of brightness exactly: bilinear interpolation keeps what is linear', () => {
    const surroundings = imagesOf(21, 21, 1);
    const slope = (x: number, y: number) => 100 + 3 * x - 2 * y;
    const plane = batchOf(COUNT, surroundings, (index) => slope((index % 21) - 10, (Math.floor(index / 21) % 21) - 10));
    const turned = altered(rotate, { degrees: 40 }, plane, surroundings);
    for (let row = 0; row < COUNT; row++) {
      const at = (x: number, y: number) => turned.inputs[row * 441 + (y + 10) * 21 + x + 10]! - 100;
      // The gradient of the plane is turned, and its length stays.
      const [across, down] = [at(5, 0) / 5, at(0, 5) / 5];
      assert.ok(Math.abs(Math.hypot(across, down) - Math.hypot(3, 2)) < 1e-4);
      const angle = Math.atan2(down, across) - Math.atan2(-2, 3);
      assert.ok(Math.abs(angle) <= (40 * Math.PI) / 180 + 1e-6);
      assert.ok(Math.abs(at(-4, 3) - (-4 * across + 3 * down)) < 1e-3);
    }
  });

  it('fills what comes from outside, and moves boxes with their pixels', () => {
    const { surroundings, batch } = rectangles(40, 60, [25, 12, 36, 30]);
    const turned = altered(rotate, { degrees: 30, fill: 7 }, batch, surroundings);
    for (let row = 0; row < COUNT; row++) {
      const image = turned.inputs.subarray(row * 2400, (row + 1) * 2400);
      const edges = edgesOf([...turned.targets.subarray(row * 5, row * 5 + 5)], [40, 60]);
      // Its corners are pointed: less than half of their pixels is white.
      seen(image, 60).forEach((edge, side) => {
        const slack = side < 2 ? edge - edges[side]! : edges[side]! - edge;
        assert.ok(slack > -1 && slack < 2, `${edge} beside ${edges[side]!}`);
      });
    }
    assert.ok(turned.inputs.includes(7));
  });
});

describe('crop', () => {
  it('shifts by at most the padding, each way, and boxes with it', () => {
    const { surroundings, batch } = rectangles(20, 30, [10, 8, 16, 12]);
    const shifted = altered(crop, { padding: 3 }, batch, surroundings);
    const shifts = Array.from({ length: COUNT }, (_, row) => {
      const [left, top, right, low] = seen(shifted.inputs.subarray(row * 600, (row + 1) * 600), 30);
      assert.deepEqual([right - left, low - top], [6, 4]);
      const edges = edgesOf([...shifted.targets.subarray(row * 5, row * 5 + 5)], [20, 30]).map((edge) =>
        Math.round(edge),
      );
      assert.deepEqual(edges, [left, top, right, low]);
      return [left - 10, top - 8];
    });
    assert.equal(Math.max(...shifts.flat()), 3);
    assert.equal(Math.min(...shifts.flat()), -3);
  });

  it('cuts a box at the edge, and gives up one that is hardly seen', () => {
    const { surroundings, batch } = rectangles(10, 10, [0, 4, 5, 6]);
    const shifted = altered(crop, { padding: 4 }, batch, surroundings);
    const boxes = Array.from({ length: COUNT }, (_, row) => [...shifted.targets.subarray(row * 5, row * 5 + 5)]);
    const widths = boxes.map((box) => Math.round(box[3]! * 10));
    assert.deepEqual([...new Set(widths)].sort(), [0, 2, 3, 4, 5]);
    boxes.forEach((box, row) => {
      if (widths[row] === 0) assert.deepEqual(box, [-1, 0, 0, 0, 0]);
      else assert.ok(box[0] === 2 && box[1]! - box[3]! / 2 > -1e-6);
    });
  });

  it('refuses a padding that can leave nothing', () => {
    const { task } = imagesOf(8, 6, 1);
    assert.match(crop.misfit(task, { type: 'crop', padding: 6, fill: 0 })!, /leave nothing of images of 8 × 6/);
    assert.equal(crop.misfit(task, { type: 'crop', padding: 5, fill: 0 }), null);
  });
});

describe('cutout', () => {
  it('covers one square of all channels, cut at the edges', () => {
    const surroundings = imagesOf(12, 16, 3);
    const batch = batchOf(COUNT, surroundings, () => 200);
    const covered = altered(cutout, { size: 6, fill: 9 }, batch, surroundings);
    for (let row = 0; row < COUNT; row++) {
      const image = covered.inputs.subarray(row * 576, (row + 1) * 576);
      const hole = Float32Array.from({ length: 192 }, (_, at) => (image[at * 3] === 9 ? 255 : 0));
      const [left, top, right, low] = seen(hole, 16);
      assert.ok(right - left >= 3 && right - left <= 6 && low - top >= 3 && low - top <= 6);
      assert.equal(image.filter((value) => value === 9).length, (right - left) * (low - top) * 3);
      assert.equal(image.filter((value) => value === 200).length, 576 - (right - left) * (low - top) * 3);
    }
  });
});
