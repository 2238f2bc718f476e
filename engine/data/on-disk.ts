/** Samples whose inputs lie in a file, one after the other and equally long, and are read when they are asked for. */
import { setImmediate } from 'node:timers/promises';
import type { DataFile, OpenFile } from './formats/file';
import { elementOf } from './formats/npy';
import { sizeOf, type Dataset, type Field } from './samples';
import { share } from './shared';
import { inputsOf, type Stored } from './stored';

/** How a file holds the inputs. */
export interface Layout extends Stored {
  /** Where the first begins. */
  offset: number;
}

/** Another thread reads the same open file, which may have lost its name. */
export interface DiskDescription {
  kind: 'disk';
  file: OpenFile;
  layout: Layout;
  shape: number[];
  targets: Field;
}

/** Reads before others may run: a millisecond of them from a cache, a second from the slowest disk. */
const AT_ONCE = 128;

export class OnDisk implements Dataset {
  readonly isOnDisk = true;

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
    const size = sizeOf(this.inputShape) * elementOf(this.layout.type).bytes;
    const bytes = new Uint8Array(indices.length * size);
    for (const [done, [from, to]] of runs(indices).entries()) {
      if (done % AT_ONCE === AT_ONCE - 1) await setImmediate();
      this.file.readNow(bytes.subarray(from * size, to * size), this.layout.offset + indices[from]! * size);
    }
    // Looked at afterwards: what was read before it is what was there when the file was opened.
    await this.file.checkUnchanged();
    return inputsOf(bytes, this.layout);
  }

  describe(): DiskDescription {
    const { layout, inputShape: shape, targets } = this;
    return { kind: 'disk', file: this.file.opened, layout, shape, targets: share(targets) };
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
