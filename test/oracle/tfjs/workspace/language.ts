import * as tf from '@tensorflow/tfjs';

enum Size {
  Small = 2,
  Medium,
  Large = Small * 4,
}
const enum Flag {
  A = 1 << 0,
  B = 1 << 1,
}
enum Name {
  Query = 'q',
}
const a0 = tf.zeros([Size.Small, Size.Medium, Size.Large, Flag.B]);
const a1 = tf.zeros([Size[2].length, Name.Query.length]);
namespace Nets {
  export const width = 5;
  export function make(n: number): tf.Tensor {
    return tf.zeros([n, width]);
  }
  export namespace Inner {
    export const depth = 2;
  }
}
const a2 = Nets.make(3);
const a3 = tf.zeros([Nets.width, Nets.Inner.depth]);
interface Config {
  units: number;
  shape?: readonly [number, number];
}
const config = { units: 4, shape: [2, 3] } as const satisfies Config;
const a4 = tf.zeros([config.units, ...config.shape!]);
class Box<T extends tf.Tensor> {
  constructor(
    private readonly inner: T,
    public n = 2,
    protected m?: number,
  ) {}
  map<U extends tf.Tensor>(f: (x: T) => U): Box<U> {
    return new Box(f(this.inner), this.n);
  }
  get value(): T {
    return this.inner;
  }
  declare unused: number;
}
const a5 = new Box(tf.zeros([2, 3])).map((x) => x.transpose()).value;
const a6 = tf.zeros([new Box(a5).n]);
abstract class Layer {
  abstract size(): number;
  build(): tf.Tensor {
    return tf.zeros([this.size(), 1]);
  }
}
class Dense extends Layer {
  override size(): number {
    return 7;
  }
}
const a7 = new Dense().build();
function over(x: number): tf.Tensor;
function over(x: number[]): tf.Tensor;
function over(x: number | number[]): tf.Tensor {
  return tf.zeros(typeof x === 'number' ? [x] : x);
}
const a8 = over(3);
const a9 = over([4, 5]);
type Pair = [first: number, second?: number];
const pair: Pair = [3];
const b0 = tf.zeros([pair[0], pair[1] ?? 2]);
const b1 = <tf.Tensor2D>tf.zeros([2, 2]);
const b2 = (tf.zeros([3, 2]) as tf.Tensor2D)!.reshape([6]);
const b3 = ((n: number): tf.Tensor => tf.zeros([n]))(4);
function isTensor(x: unknown): x is tf.Tensor {
  return x instanceof tf.Tensor;
}
const thing: unknown = tf.zeros([5]);
let b4 = tf.zeros([1]);
if (isTensor(thing)) b4 = thing.expandDims(0);
const pick = <K extends keyof typeof config>(key: K) => config[key];
const b5 = tf.zeros([pick('units')]);
const lookup: Record<string, number> = { x: 3 };
lookup['y'] = 4;
const b6 = tf.zeros([lookup.x, lookup['y']]);
class Store {
  private static instance?: Store;
  readonly items: Map<string, tf.Tensor> = new Map();
  static get(): Store {
    return (Store.instance ??= new Store());
  }
  put(k: string, v: tf.Tensor): this {
    this.items.set(k, v);
    return this;
  }
}
Store.get().put('a', tf.zeros([2, 9]));
const b7 = Store.get().items.get('a')!;
const b8 = tf.tidy((): tf.Tensor => tf.zeros([2]).add(1));
const b9 = [1, 2].map<tf.Tensor>((n) => tf.zeros([n, n]))[1];
async function* stream(n: number): AsyncGenerator<tf.Tensor> {
  for (let i = 0; i < n; i++) yield tf.zeros([n, 2]);
}
(async () => {
  for await (const t of stream(3)) {
    const c0 = t.relu();
  }
  const { value } = await stream(2).next();
})();
export const c1: tf.Tensor = tf.zeros([1, 1]);
export default function model(): tf.Sequential {
  const m = tf.sequential({ layers: [tf.layers.dense({ units: Size.Large, inputShape: [Size.Medium] })] });
  return m;
}
const c2 = model().predict(tf.zeros([4, 3])) as tf.Tensor;
const tuple = [tf.zeros([1]), tf.zeros([2])] as [tf.Tensor, tf.Tensor];
const [c3, c4] = tuple;
let c5: tf.Tensor | undefined;
c5 ??= tf.zeros([3]);
const c6 = c5?.expandDims(1);
