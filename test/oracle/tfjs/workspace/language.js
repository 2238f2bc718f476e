const tf = require('@tensorflow/tfjs');

const makers = [];
for (let i = 1; i <= 3; i++) makers.push(() => tf.zeros([i, 2]));
const first = makers[0]();
const last = makers[2]();
class Shape {
  #rows = 2;
  static count = 0;
  static sizes;
  static {
    Shape.sizes = [3, 4];
  }
  _columns = 5;
  get columns() {
    return this._columns * 2;
  }
  set columns(value) {
    this._columns = value;
  }
  get rows() {
    return this.#rows;
  }
  #grow(n) {
    this.#rows += n;
    return this;
  }
  grow() {
    return this.#grow(3);
  }
  zeros() {
    Shape.count++;
    return tf.zeros([this.#rows, this.columns]);
  }
  static of(n) {
    const made = new this();
    made.columns = n;
    return made;
  }
}
const s0 = new Shape().zeros();
const s1 = Shape.of(3).zeros();
const s2 = new Shape().grow().zeros();
const s3 = tf.zeros(Shape.sizes);
const s4 = tf.zeros([Shape.count, 1]);
class Wide extends Shape {
  constructor(extra) {
    super();
    this.extra = extra;
  }
  get columns() {
    return super.columns + this.extra;
  }
  zeros() {
    return super.zeros().expandDims(0);
  }
}
const s5 = new Wide(1).zeros();
function* sizes(n) {
  for (let i = 1; i <= n; i++) yield i;
  return 9;
}
const g0 = tf.zeros([...sizes(3)]);
let total = 0;
for (const size of sizes(4)) total += size;
const g1 = tf.zeros([total]);
const [p, q = 7, ...others] = sizes(5);
const g2 = tf.zeros([p, q, others.length]);
const it = sizes(2);
const g3 = tf.zeros([it.next().value, it.next().value]);
async function later(n) {
  await null;
  return tf.zeros([n, 3]);
}
async function main() {
  const a0 = await later(4);
  const [a1, a2] = await Promise.all([later(1), later(2)]);
  const a3 = await Promise.resolve(tf.zeros([6]));
  for await (const a4 of [later(8)]) {
    const a5 = a4.relu();
  }
  try {
    throw new Error('x');
  } catch {
    const a6 = tf.zeros([2]);
  }
  return a0;
}
main().then((r) => {
  const done = r.relu();
});
const { a = 1, b: { c = 2, ...more } = {}, ...left } = { b: { d: 4, e: 5 }, f: 6, g: 7 };
const d0 = tf.zeros([a, c, more.d, left.f]);
const options = { units: 3, ...{ units: 4, more: 2 }, ['na' + 'me']: 8 };
const d1 = tf.zeros([options.units, options.more, options.name]);
const maybe = { inner: { size: 5 }, list: [1, 2, 3] };
const d2 = tf.zeros([maybe?.inner?.size, maybe.missing?.size ?? 3, maybe?.list?.[1], maybe.nothing?.() ?? 4]);
let count = null;
count ??= 6;
let zero = 0;
zero ||= 2;
let on = 3;
on &&= 4;
const d3 = tf.zeros([count, zero, on]);
const label = `layer_${1 + 1}`;
const table = { layer_2: 11 };
const d4 = tf.zeros([table[label], label.length]);
const entries = tf.tidy(() => {
  let out = tf.zeros([1, 2]);
  for (const [i, n] of [2, 3].entries()) out = out.tile([n, i + 1]);
  return out;
});
const kv = {};
for (const [key, value] of Object.entries({ x: 2, y: 3 })) kv[key] = value * 2;
const d5 = tf.zeros([kv.x, kv.y]);
const map = new Map([['a', 3], ['b', 4]]);
map.set('c', 5);
const d6 = tf.zeros([map.get('a'), map.get('c'), map.size, map.has('z') ? 1 : 2]);
const d7 = tf.zeros([...map.values()]);
const set = new Set([1, 2, 2, 3]);
const d8 = tf.zeros([set.size, ...set]);
const arr = Array.from({ length: 3 }, (_, i) => i + 1);
const d9 = tf.zeros(arr);
const e0 = tf.zeros(arr.map((x) => x * 2).filter((x) => x > 2));
const e1 = tf.zeros([arr.reduce((x, y) => x + y, 0), arr.flatMap((x) => [x, x]).length]);
const e2 = tf.zeros([[1, [2, [3]]].flat(2).length, arr.indexOf(2) + 1, arr.slice(-2).length]);
const e3 = tf.zeros([Math.max(...arr), arr.at(-1), arr.findLast ? 1 : 2]);
const e4 = tf.zeros([[3, 1, 2].sort((x, y) => x - y)[0], [...arr].reverse()[0]]);
const e5 = tf.zeros(Array(3).fill(2));
const e6 = tf.zeros([Math.trunc(7 / 2), 7 >> 1, Math.floor(-7 / 2) + 8, ~~(9 / 2), 2 ** 3]);
const e7 = tf.zeros([Math.hypot(3, 4), Math.sqrt(16), Math.cbrt(27), Math.sign(5), Math.log2(8), Math.abs(-2)]);
const e8 = tf.zeros([Number((7 / 3).toFixed(0)), parseInt('12px'), parseFloat('3'), +'5', Number.MAX_SAFE_INTEGER > 1 ? 2 : 3]);
const e9 = tf.zeros([0.1 + 0.2 > 0.3 ? 2 : 3, 5 % 3, (1.5 * 2)]);
var hoisted = function () {
  return inner();
  function inner() {
    return tf.zeros([2, 2]);
  }
};
const f0 = hoisted();
const counter = (() => {
  let n = 0;
  return () => ++n;
})();
counter();
const f1 = tf.zeros([counter(), counter()]);
const f2 = ((x, y = x + 1, ...z) => tf.zeros([x, y, z.length]))(2, undefined, 1, 1, 1);
function defaults({ units = 4, shape: [h, w] = [2, 3] } = {}) {
  return tf.zeros([units, h, w]);
}
const f3 = defaults();
const f4 = defaults({ units: 1, shape: [5, 6] });
const compose = (...fns) => (x) => fns.reduce((v, f) => f(v), x);
const f5 = compose((x) => x.expandDims(0), (x) => x.tile([3, 1]))(tf.zeros([4]));
label2: for (let i = 0; i < 3; i++) {
  for (let j = 0; j < 3; j++) {
    if (j === 1) continue label2;
    if (i === 2) break label2;
    var f6 = tf.zeros([i + 1, j + 1]);
  }
}
let w = 1;
do {
  w *= 2;
} while (w < 10);
const f7 = tf.zeros([w]);
const f8 = tf.zeros([(1, 2), void 0 ?? 3, typeof w === 'number' ? 4 : 5, 'x' in { x: 1 } ? 6 : 7]);
switch (w) {
  case 8:
    var f9 = tf.zeros([8]);
    break;
  case 16:
    f9 = tf.zeros([16]);
  default:
    var h0 = f9.expandDims(0);
}

const h1 = tf.zeros([table[`${'layer'}_2`]]);
const names = ['q', 'k'].map((n, i) => ({ n, t: tf.zeros([i + 1]) }));
const h2 = names.find(({ n }) => n === 'k').t;
const byName = Object.fromEntries(names.map(({ n, t }) => [n, t]));
const h3 = byName.k.expandDims(1);
const h4 = tf.zeros([Object.keys(byName).length, 'a,b,c'.split(',').length, 'abc'.padStart(5).length, 'ab'.repeat(2).length]);
const h5 = Array.isArray(arr) && arr.every(Number.isInteger) ? tf.zeros([1]) : tf.zeros([2]);
const typed = new Float32Array(6);
const h6 = tf.tensor(typed, [2, 3]);
const h7 = tf.tensor2d(Array.from({ length: 2 }, () => new Array(3).fill(0)));
const h8 = tf.stack([...Array(4).keys()].map((i) => tf.scalar(i)));
const obj = {
  n: 3,
  make() {
    return tf.zeros([this.n]);
  },
  get twice() {
    return this.n * 2;
  },
  arrow: () => tf.zeros([1]),
};
const h9 = obj.make();
const i0 = tf.zeros([obj.twice]);
const bound = obj.make.bind({ n: 9 });
const i1 = bound();
const i2 = obj.make.call({ n: 8 });
const i3 = tf.zeros.apply(null, [[2, 2]]);
delete obj.n;
const i4 = tf.zeros([Object.assign({}, { k: 2 }, { k: 3 }).k]);
const i5 = tf.zeros([[1, 2, 3].includes(2) ? 1 : 2, [[1, 2], [3, 4]].map(([x, y]) => x * y)[1]]);
const i6 = tf.zeros([[5, 6].join('').length, JSON.parse('[1,2]').length]);
