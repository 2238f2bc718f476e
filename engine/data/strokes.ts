/**
 * How the ten digits are written: strokes as control points of a smooth curve, in a unit box (x right, y down).
 * Some digits have several ways of being written; a writer picks one.
 */
export type Point = readonly [x: number, y: number];
export type Stroke = readonly Point[];
export type Glyph = readonly Stroke[];

/** Points on an ellipse's arc, from one angle to another in degrees (0 = right, 90 = down). */
function arc([x, y]: Point, [radiusX, radiusY]: Point, from: number, to: number, points = 10): Point[] {
  return Array.from({ length: points }, (_, index) => {
    const angle = ((from + ((to - from) * index) / (points - 1)) * Math.PI) / 180;
    return [x + radiusX * Math.cos(angle), y + radiusY * Math.sin(angle)];
  });
}

/** A straight line: its ends doubled, so that the smooth curve through them does not swing out. */
const line = (...ends: Point[]): Point[] => ends.flatMap((end) => [end, end]);

const zero: Glyph[] = [[arc([0.5, 0.5], [0.31, 0.46], -70, 290, 16)], [arc([0.5, 0.5], [0.24, 0.47], -110, 255, 16)]];

const one: Glyph[] = [
  [line([0.52, 0.03], [0.48, 0.97])],
  [line([0.32, 0.22], [0.54, 0.04], [0.52, 0.97])],
  [line([0.3, 0.24], [0.52, 0.05], [0.51, 0.95]), line([0.28, 0.96], [0.74, 0.95])],
];

const two: Glyph[] = [
  [[...arc([0.48, 0.29], [0.28, 0.26], -165, 40, 9), [0.52, 0.68], ...line([0.2, 0.95], [0.82, 0.93])]],
  [
    [
      ...arc([0.47, 0.28], [0.27, 0.25], -160, 45, 8),
      [0.48, 0.7],
      [0.3, 0.9],
      [0.2, 0.88],
      [0.24, 0.78],
      [0.4, 0.82],
      [0.6, 0.94],
      [0.84, 0.9],
    ],
  ],
];

const three: Glyph[] = [
  [[...arc([0.46, 0.27], [0.27, 0.23], -155, 85, 8), ...arc([0.46, 0.72], [0.31, 0.24], -85, 150, 9)]],
  [[...line([0.24, 0.06], [0.74, 0.06], [0.47, 0.4]), ...arc([0.45, 0.68], [0.31, 0.27], -75, 150, 9)]],
];

const four: Glyph[] = [
  [line([0.3, 0.06], [0.22, 0.56], [0.8, 0.54]), line([0.68, 0.1], [0.64, 0.97])],
  [line([0.62, 0.04], [0.16, 0.64], [0.86, 0.64]), line([0.64, 0.04], [0.62, 0.97])],
  [
    [
      [0.26, 0.08],
      [0.24, 0.36],
      [0.32, 0.52],
      [0.52, 0.52],
      [0.7, 0.4],
    ],
    line([0.74, 0.06], [0.66, 0.97]),
  ],
];

const five: Glyph[] = [
  [[...line([0.76, 0.05], [0.34, 0.06], [0.27, 0.45]), ...arc([0.45, 0.68], [0.31, 0.27], -85, 145, 9)]],
  [
    [[0.34, 0.08], [0.3, 0.28], [0.28, 0.45], ...arc([0.46, 0.69], [0.29, 0.26], -80, 150, 9)],
    line([0.34, 0.07], [0.8, 0.04]),
  ],
];

const six: Glyph[] = [
  [[[0.68, 0.04], [0.44, 0.2], [0.27, 0.48], ...arc([0.49, 0.71], [0.26, 0.25], -190, -550, 14)]],
  [[[0.56, 0.03], [0.36, 0.24], [0.25, 0.54], ...arc([0.47, 0.74], [0.23, 0.21], 190, -160, 13)]],
];

const seven: Glyph[] = [
  [line([0.2, 0.08], [0.8, 0.06], [0.42, 0.97])],
  [line([0.2, 0.1], [0.8, 0.06], [0.44, 0.97]), line([0.3, 0.5], [0.74, 0.46])],
  [
    line([0.2, 0.24], [0.22, 0.08], [0.8, 0.07]),
    [
      [0.8, 0.07],
      [0.62, 0.4],
      [0.5, 0.68],
      [0.47, 0.97],
    ],
  ],
];

const eight: Glyph[] = [
  [
    [
      ...arc([0.5, 0.27], [0.24, 0.23], -40, -270, 9),
      ...arc([0.5, 0.73], [0.29, 0.24], -90, 270, 13),
      ...arc([0.5, 0.27], [0.24, 0.23], 90, -40, 6),
    ],
  ],
  [arc([0.5, 0.27], [0.22, 0.23], 85, 445, 13), arc([0.5, 0.74], [0.27, 0.23], -90, 270, 13)],
];

const nine: Glyph[] = [
  [[...arc([0.47, 0.3], [0.26, 0.25], -15, -370, 13), [0.72, 0.42], [0.68, 0.7], [0.62, 0.97]]],
  [[...arc([0.47, 0.29], [0.26, 0.25], -15, -370, 13), [0.72, 0.5], [0.66, 0.8], [0.5, 0.95], [0.28, 0.9]]],
];

/** digit → the ways of writing it */
export const glyphs: readonly (readonly Glyph[])[] = [zero, one, two, three, four, five, six, seven, eight, nine];

/** A smooth curve through the control points (Catmull and Rom's spline), as a polyline. */
export function smooth(stroke: Stroke, segments = 4): Point[] {
  const at = (index: number) => stroke[Math.min(Math.max(index, 0), stroke.length - 1)]!;
  const points: Point[] = [at(0)];
  for (let index = 0; index + 1 < stroke.length; index++) {
    const [a, b, c, d] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    for (let part = 1; part <= segments; part++) {
      const t = part / segments;
      const blend = (axis: 0 | 1) =>
        b[axis] +
        0.5 *
          t *
          (c[axis] -
            a[axis] +
            t *
              (2 * a[axis] - 5 * b[axis] + 4 * c[axis] - d[axis] + t * (3 * (b[axis] - c[axis]) + d[axis] - a[axis])));
      points.push([blend(0), blend(1)]);
    }
  }
  return points;
}
