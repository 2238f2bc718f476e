/**
 * The one source of randomness: xoshiro128** (Blackman & Vigna, 2018), seeded by splitmix32 from a seed and a path.
 *
 * A path names a purpose (`['shuffle', epoch]`), so that each purpose draws from a stream of its own: what is drawn for
 * one never moves another, and a run resumes from its counters alone. The same numbers come on every platform.
 */
export class Random {
  /** Signed words: V8 keeps those in registers. */
  private readonly state: Int32Array;

  constructor(seed: number, ...path: (string | number)[]) {
    this.state = expand(hash(`${String(seed)}/${path.join('/')}`));
  }

  /** The next 32 bits. */
  next(): number {
    const state = this.state;
    const [a, b, c, d] = [state[0]!, state[1]!, state[2]!, state[3]!];
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9);
    state[0] = a ^ d ^ b;
    state[1] = b ^ c ^ a;
    state[2] = c ^ a ^ (b << 9);
    state[3] = rotate(d ^ b, 11);
    return result >>> 0;
  }

  /** Uniform in [low, high). */
  uniform(low = 0, high = 1): number {
    return low + (high - low) * (this.next() / 2 ** 32);
  }

  /** A whole number in [0, bound); the bias is below bound / 2³². */
  integer(bound: number): number {
    return Math.floor(this.uniform() * bound);
  }

  /** Standard normal, by Box and Muller's transform. */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }

  /** A random order of 0…count−1 (Fisher and Yates). */
  permutation(count: number): Uint32Array {
    const order = Uint32Array.from({ length: count }, (_, index) => index);
    for (let last = count - 1; last > 0; last--) {
      const other = this.integer(last + 1);
      const held = order[last]!;
      order[last] = order[other]!;
      order[other] = held;
    }
    return order;
  }
}

const rotate = (word: number, bits: number) => (word << bits) | (word >>> (32 - bits));

/** FNV-1a over UTF-16 units in two independent lanes: 64 bits, so that paths do not collide in practice. */
function hash(text: string): [number, number] {
  let [low, high] = [0x811c9dc5, 0x9e3779b9];
  for (let index = 0; index < text.length; index++) {
    low = Math.imul(low ^ text.charCodeAt(index), 0x01000193);
    high = Math.imul(high ^ text.charCodeAt(index), 0x85ebca6b) ^ (high >>> 15);
  }
  return [low, high];
}

/** Four well-mixed words from the hash: splitmix32, half of them from each lane. */
function expand(lanes: [number, number]): Int32Array {
  const mix = (word: number) => {
    let z = word >>> 0;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  };
  const golden = 0x9e3779b9;
  const words = [0, 1, 2, 3].map((index) => mix(lanes[index % 2]! + golden * (index + 1)));
  return Int32Array.from(words.some(Boolean) ? words : [1, 0, 0, 0]);
}
