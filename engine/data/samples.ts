/** What there is to learn from: inputs that can be read at any place, and their targets. */
import type { Description } from './loader/description';
import { share, shared } from './shared';

/** Numbers of all samples: (count, ...shape), row-major; bytes stay bytes. */
export interface Field {
  shape: number[];
  values: Uint8Array | Int32Array | Float32Array;
}

/** Targets are always in memory; inputs may lie on disk. */
export interface Dataset {
  readonly count: number;
  /** One input without the batch: [28, 28, 1], [features], [T, features], [T] of tokens. */
  readonly inputShape: number[];
  /** (count, ...shape) */
  readonly targets: Field;
  /**
   * The inputs at these places, (n, ...inputShape); at once where they are in memory.
   * @throws Problem naming the file that is missing or has changed
   */
  read(indices: Uint32Array): Field['values'] | Promise<Field['values']>;
  /** Whether reading is more than copying. */
  readonly isOnDisk: boolean;
  /** As plain data, of which another thread makes the same dataset; what is in memory is shared from then on. */
  describe(): Description;
}

/** How many numbers an array of this shape has. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);

/** The rows at these places, in this order: (n, ...shape). */
export function rowsAt({ shape, values }: Field, indices: Uint32Array): Field['values'] {
  const size = sizeOf(shape);
  const rows = emptyLike(values, indices.length * size);
  indices.forEach((from, to) => {
    rows.set(values.subarray(from * size, (from + 1) * size), to * size);
  });
  return rows;
}

function emptyLike(values: Field['values'], length: number): Field['values'] {
  if (values instanceof Uint8Array) return new Uint8Array(length);
  return values instanceof Int32Array ? new Int32Array(length) : new Float32Array(length);
}

export interface MemoryDescription {
  kind: 'memory';
  inputs: Field;
  targets: Field;
}

export class InMemory implements Dataset {
  readonly isOnDisk = false;

  constructor(
    readonly inputs: Field,
    readonly targets: Field,
  ) {}

  get count(): number {
    return this.targets.values.length / sizeOf(this.targets.shape);
  }

  get inputShape(): number[] {
    return this.inputs.shape;
  }

  read(indices: Uint32Array): Field['values'] {
    return rowsAt(this.inputs, indices);
  }

  describe(): MemoryDescription {
    return { kind: 'memory', inputs: share(this.inputs), targets: share(this.targets) };
  }
}

export interface SubsetDescription {
  kind: 'subset';
  whole: Description;
  indices: Uint32Array;
  targets: Field;
}

/** Some samples of a dataset, in an order of their own; inputs are not copied. */
export class Subset implements Dataset {
  /** @param indices places in the whole */
  constructor(
    private readonly whole: Dataset,
    private indices: Uint32Array,
    readonly targets: Field = { shape: whole.targets.shape, values: rowsAt(whole.targets, indices) },
  ) {}

  get count(): number {
    return this.indices.length;
  }

  get inputShape(): number[] {
    return this.whole.inputShape;
  }

  get isOnDisk(): boolean {
    return this.whole.isOnDisk;
  }

  read(indices: Uint32Array): Field['values'] | Promise<Field['values']> {
    return this.whole.read(indices.map((index) => this.indices[index]!));
  }

  describe(): SubsetDescription {
    this.indices = shared(this.indices);
    return { kind: 'subset', whole: this.whole.describe(), indices: this.indices, targets: share(this.targets) };
  }
}
