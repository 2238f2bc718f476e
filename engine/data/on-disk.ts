/** Samples whose inputs lie in a file, one after the other and equally long, and are read when they are asked for. */
import { setImmediate } from 'node:timers/promises';
import type { DataFile } from './formats/file';
import { sizeOf, type Dataset, type Field } from './samples';

/** How a file holds the inputs. */
export interface Layout {
  /** Where the first begins. */
  offset: number;
  /** Bytes of one number. */
  width: number;
  /** The numbers that these bytes are. */
  decode(bytes: Uint8Array): Field['values'];
}

/** Reads before others may run: a millisecond of them from a cache, a second from the slowest disk. */
const AT_ONCE = 128;

export class OnDisk implements Dataset {
  constructor(
    private readonly file: DataFile,
    private readonly layout: Layout,
    readonly inputShape: number[],
    readonly targets: Field,
  ) {}

  get count(): number {
    return this.targets.values.length / sizeOf(this.targets.shape);
  }

  async read(indices: Uint32Array): Promise<Field['values']> {
    const size = sizeOf(this.inputShape) * this.layout.width;
    const bytes = new Uint8Array(indices.length * size);
    for (const [done, [from, to]] of runs(indices).entries()) {
      if (done % AT_ONCE === AT_ONCE - 1) await setImmediate();
      this.file.readNow(bytes.subarray(from * size, to * size), this.layout.offset + indices[from]! * size);
    }
    // Looked at afterwards: what was read before it is what was there when the file was opened.
    await this.file.checkUnchanged();
    return this.layout.decode(bytes);
  }
}

/** Stretches [from, to) of consecutive indices, each of which is one read. */
function runs(indices: Uint32Array): [from: number, to: number][] {
  const found: [number, number][] = [];
  for (let from = 0, to = 1; from < indices.length; from = to, to++) {
    while (to < indices.length && indices[to] === indices[to - 1]! + 1) to++;
    found.push([from, to]);
  }
  return found;
}
