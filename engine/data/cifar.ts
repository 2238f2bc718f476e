/**
 * The binary format of CIFAR-10 and CIFAR-100 (Krizhevsky 2009): records of one label, or a coarse and a fine one, and
 * 3 × 32 × 32 bytes, channel by channel.
 */
import { createHash, type Hash } from 'node:crypto';
import { corrupt, DataFile } from './formats/file';
import { InMemory, sizeOf } from './samples';

/** Height, width, channels of an image as we hold it. */
const SHAPE = [32, 32, 3] as const;
const PIXELS = SHAPE[0] * SHAPE[1];
const BYTES = sizeOf(SHAPE);

/** Six times the whole of either set. */
const MAX_BYTES = 2 ** 30;

const AGAIN = 'download it again';

export interface Records {
  /** Labels before each image. */
  labels: 1 | 2;
  /** Which of them is taken. */
  label: 0 | 1;
  classes: number;
}

/** The images of some files, one after the other. */
export class CifarReader {
  private readonly images: Uint8Array[] = [];
  private readonly labels: Int32Array[] = [];
  readonly hash: Hash = createHash('sha256');

  constructor(private readonly records: Records) {}

  /** @throws Problem naming the file that is no such file, cut off, or has labels of another set */
  async add(path: string): Promise<void> {
    const file = await DataFile.open(path);
    try {
      this.take(await this.bytesOf(file), path);
      await file.checkUnchanged();
    } finally {
      file.close();
    }
  }

  dataset(): InMemory {
    const count = this.labels.reduce((sum, { length }) => sum + length, 0);
    const [inputs, targets] = [new Uint8Array(count * BYTES), new Int32Array(count)];
    let at = 0;
    this.labels.forEach((labels, part) => {
      targets.set(labels, at);
      inputs.set(this.images[part]!, at * BYTES);
      at += labels.length;
    });
    return new InMemory({ shape: [...SHAPE], values: inputs }, { shape: [], values: targets });
  }

  private get recordBytes(): number {
    return this.records.labels + BYTES;
  }

  private async bytesOf(file: DataFile): Promise<Uint8Array> {
    const { path, size } = file;
    if (size > MAX_BYTES) throw corrupt(path, `has ${size} bytes, more than any file of CIFAR`, AGAIN);
    if (size === 0 || size % this.recordBytes !== 0) {
      throw corrupt(path, `has ${size} bytes, which is no number of records of ${this.recordBytes}`, AGAIN);
    }
    const bytes = new Uint8Array(size);
    await file.read(bytes, 0);
    return bytes;
  }

  private take(bytes: Uint8Array, path: string): void {
    this.hash.update(bytes);
    const { labels, label, classes } = this.records;
    const count = bytes.length / this.recordBytes;
    const [images, found] = [new Uint8Array(count * BYTES), new Int32Array(count)];
    for (let record = 0; record < count; record++) {
      const from = record * this.recordBytes;
      found[record] = bytes[from + label]!;
      if (found[record]! >= classes) {
        throw corrupt(path, `record ${record + 1} has label ${found[record]!}, there are only ${classes}`, AGAIN);
      }
      interleave(bytes.subarray(from + labels, from + this.recordBytes), images.subarray(record * BYTES));
    }
    this.images.push(images);
    this.labels.push(found);
  }
}

/** (channels, pixels) → (pixels, channels) */
function interleave(planes: Uint8Array, image: Uint8Array): void {
  for (let channel = 0; channel < 3; channel++) {
    for (let pixel = 0; pixel < PIXELS; pixel++) image[pixel * 3 + channel] = planes[channel * PIXELS + pixel]!;
  }
}
