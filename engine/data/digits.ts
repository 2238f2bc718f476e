/** Handwritten-looking digits, drawn from a seed: a writer's strokes, bent, slanted and inked onto 28 × 28 pixels. */
import { Random } from './random';
import { InMemory } from './samples';
import { glyphs, smooth, type Point } from './strokes';

const SIDE = 28;
const CLASSES = 10;

/** The box that a digit fills before it is bent, as MNIST's: 20 pixels of 28. */
const BOX = 19;

/** Greatest rotation, radians; slant, pixels across a pixel down; shift, pixels: legible, yet never twice the same. */
const [ROTATION, SLANT, SHIFT] = [0.22, 0.3, 2];

/** How far a stroke bends, in units of the box; and how many times it does so across the box, at most. */
const [BEND, WAVES] = [0.045, 1.3];

/** Half a stroke's width, pixels. */
const [THIN, THICK] = [0.75, 1.55];

/** Most that the paper's grain adds or takes, in grey levels of 255. */
const GRAIN = 12;

/** A random map from the unit box to pixels: scale, slant, rotation, shift about the centre. */
function hand(random: Random): (point: Point) => Point {
  const [width, height] = [BOX * random.uniform(0.72, 1.08), BOX * random.uniform(0.88, 1.1)];
  const slant = random.uniform(-0.25, 1) * SLANT;
  const angle = random.uniform(-ROTATION, ROTATION);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [left, top] = [random.uniform(-SHIFT, SHIFT), random.uniform(-SHIFT, SHIFT)];
  return ([unitX, unitY]) => {
    const y = (unitY - 0.5) * height;
    const x = (unitX - 0.5) * width - slant * y;
    return [SIDE / 2 + left + cos * x - sin * y, SIDE / 2 + top + sin * x + cos * y];
  };
}

/** A smooth bending of the unit box, so that strokes that meet stay together. */
function bend(random: Random): (point: Point) => Point {
  const wave = () => {
    const [alongX, alongY] = [random.normal() * WAVES * Math.PI, random.normal() * WAVES * Math.PI];
    const [height, phase] = [BEND * random.normal(), random.uniform(0, 2 * Math.PI)];
    return ([x, y]: Point) => height * Math.sin(alongX * x + alongY * y + phase);
  };
  const [toX, toY] = [wave(), wave()];
  return (point) => [point[0] + toX(point), point[1] + toY(point)];
}

/** Pixel rows or columns that a span of ink may touch. */
function touched(a: number, b: number, reach: number): { first: number; last: number } {
  const clamp = (value: number) => Math.min(SIDE - 1, Math.max(0, Math.floor(value)));
  return { first: clamp(Math.min(a, b) - reach), last: clamp(Math.max(a, b) + reach) };
}

/** Inks a segment: full within half the width, fading over one pixel (antialiasing); overlaps keep the darkest. */
function ink(paper: Float32Array, from: Point, to: Point, half: number): void {
  const [rows, columns] = [touched(from[1], to[1], half + 1), touched(from[0], to[0], half + 1)];
  const dx = to[0] - from[0];
  const dy = to[1] - from[1];
  const squared = Math.max(dx * dx + dy * dy, Number.EPSILON);
  for (let y = rows.first; y <= rows.last; y++) {
    for (let x = columns.first; x <= columns.last; x++) {
      const right = x + 0.5 - from[0];
      const down = y + 0.5 - from[1];
      const along = Math.min(1, Math.max(0, (right * dx + down * dy) / squared));
      const offX = right - along * dx;
      const offY = down - along * dy;
      const cover = Math.min(1, half + 0.5 - Math.sqrt(offX * offX + offY * offY));
      const at = y * SIDE + x;
      if (cover > paper[at]!) paper[at] = cover;
    }
  }
}

/** Draws one digit into `pixels` (SIDE × SIDE bytes, ink 255 on paper 0). */
function draw(digit: number, random: Random, pixels: Uint8Array): void {
  const ways = glyphs[digit]!;
  const place = hand(random);
  const half = random.uniform(THIN, THICK);
  const darkness = random.uniform(0.82, 1);
  const paper = new Float32Array(SIDE * SIDE);
  const bent = bend(random);
  for (const stroke of ways[random.integer(ways.length)]!) {
    const line = smooth(stroke.map(bent)).map(place);
    line.slice(1).forEach((point, index) => {
      ink(paper, line[index]!, point, half);
    });
  }
  paper.forEach((cover, at) => {
    pixels[at] = Math.min(255, Math.max(0, Math.round(255 * darkness * cover + random.uniform(-GRAIN, GRAIN))));
  });
}

/** `count` digits, classes in turn, so that every class is as frequent as the next. */
export function drawDigits(count: number, seed: number): InMemory {
  const inputs = new Uint8Array(count * SIDE * SIDE);
  const labels = Int32Array.from({ length: count }, (_, index) => index % CLASSES);
  labels.forEach((digit, index) => {
    draw(digit, new Random(seed, 'digits', index), inputs.subarray(index * SIDE * SIDE, (index + 1) * SIDE * SIDE));
  });
  return new InMemory({ shape: [SIDE, SIDE, 1], values: inputs }, { shape: [], values: labels });
}
