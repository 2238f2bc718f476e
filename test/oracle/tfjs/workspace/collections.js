import * as tf from '@tensorflow/tfjs';

const config = { filters: [8, 16], dense: { units: 12 }, 'drop-out': 0.5 };
const { filters, dense: { units = 3 } = {}, missing = 5, ...others } = config;
const [first, second = 9, third = 7] = filters;
const named = tf.zeros([first, second, third, units, missing]);
const entries = Object.entries({ a: 2, b: 3 });
const total = entries.reduce((sum, [, size]) => sum + size, 0);
const keys = Object.keys(config).length;
const counted = tf.zeros([total, keys]);
const merged = { ...config, units: 4, ...(units > 100 && { units: 1 }) };
const spread = tf.zeros([...filters, merged.units]);
const matrix = Array.from({ length: 3 }, () => new Array(4).fill(0));
const nested = tf.tensor2d(matrix);
const grid = tf.tensor(matrix.map((row) => row.map((v, j) => [v, j])));
const flat = [[1, 2], [3, 4], [5]].flat();
const flattened = tf.tensor1d(flat);
const even = [1, 2, 3, 4, 5, 6].filter((v) => v % 2 === 0);
const evens = tf.tensor1d(even);
const found = [3, 5, 8].find((v) => v > 4);
const wide = tf.zeros([1, found]);
const queue = [1];
queue.push(2, 3);
queue.unshift(0);
const popped = queue.pop();
const removed = queue.splice(0, 2);
const queued = tf.zeros([queue.length, popped, removed.length]);
const copy = filters.concat([32], 64);
copy[4] = 128;
const sizes = tf.zeros([copy.length]);
const typed = tf.tensor1d(new Float32Array(11));
const inverted = tf.zeros([...copy].reverse().slice(-2));
const index = filters.indexOf(16);
const at = filters.includes(8) ? tf.zeros([index + 1]) : tf.zeros([99]);
const table = new Map([['a', 3]]);
const fromMap = tf.zeros([table.get('a'), 2]);
table.set('b', 5).set('a', 4).delete('c');
const values = tf.zeros([...table.values(), table.size]);
const firstKey = tf.zeros([Array.from(table.keys())[1].length, 6]);
for (const [name, size] of table) keyed0(name, size);
function keyed0(name, size) {
  const perKey = tf.zeros([name.length, size]);
  return perKey;
}
table.forEach((size, name) => {
  const each = tf.zeros([size, name.length]);
});
const layersByName = new Map(Object.entries({ u: tf.zeros([7]), v: tf.zeros([8]) }));
const picked = [...layersByName.entries()][1][1];
const absent = table.has('q') ? tf.zeros([9]) : tf.zeros([2, 2]);
const unique = new Set([3, 4, 3]);
unique.add(5).add(4);
unique.delete(3);
const ofSet = tf.zeros([...unique]);
const sized = tf.zeros([unique.size, Array.from(unique.values())[0]]);
const plain = tf.zeros([Object.keys({ ...table, z: 1 }).length]);
const keyed = {};
for (const name of ['p', 'q']) keyed[name] = tf.zeros([name.length, 3]);
const joined = tf.concat(Object.values(keyed));
const deep = JSON.parse('[1, 2]');
const parsed = tf.tensor1d(deep);
for (const key in { x: 1, y: 2 }) {
  const named2 = tf.zeros([key.length, 2]);
}
