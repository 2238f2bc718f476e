/** Rows of float32 numbers of equal length: in memory while they are few, else in a scratch file. */
import { OnDisk } from '../on-disk';
import { InMemory, type Dataset, type Field } from '../samples';
import { Scratch } from '../scratch';
import { IS_LITTLE_ENDIAN } from '../stored';

/** Bytes of rows that stay in memory: ten million numbers and a half; more would crowd out the training. */
const MAX_IN_MEMORY = 2 ** 28;

const WIDTH = 4;

export class RowStore {
  private readonly memory: Float32Array | null;
  private readonly scratch: Scratch | null;
  private filled = 0;

  /** @param most rows at most; @param maxInMemory bytes beyond which they go to disk */
  constructor(
    most: number,
    private readonly channels: number,
    maxInMemory = MAX_IN_MEMORY,
  ) {
    const isSmall = most * channels * WIDTH <= maxInMemory;
    this.memory = isSmall ? new Float32Array(most * channels) : null;
    this.scratch = isSmall ? null : new Scratch();
  }

  add(row: Float32Array): void {
    this.memory?.set(row, this.filled);
    this.scratch?.write(new Uint8Array(row.buffer, row.byteOffset, row.byteLength));
    this.filled += row.length;
  }

  /** The rows as samples. @param targets as many as there are rows */
  async finish(targets: Field): Promise<Dataset> {
    const shape = [this.channels];
    if (!this.scratch) return new InMemory({ shape, values: this.memory!.subarray(0, this.filled) }, targets);
    const file = await this.scratch.finish();
    const numbers = { type: 'f4', isLittleEndian: IS_LITTLE_ENDIAN, name: file.path, vocabulary: null } as const;
    return new OnDisk(file, { offset: 0, ...numbers }, shape, targets);
  }

  discard(): void {
    this.scratch?.discard();
  }
}
