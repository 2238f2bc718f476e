/** Elements that an ONNX model keeps in a file beside it: where they lie, which a stranger wrote. */
import { Problem } from '../../../process/problem';
import type { ProtobufField } from '../../protobuf';
import { readBeside } from '../files';
import type { Home } from './tensor';

const wrong = (object: string, key: string, value: string) =>
  new Problem(
    'wrong-external-data',
    `${object}: external data has ${key} ${JSON.stringify(value.slice(0, 40))}, which is no number of bytes; use another copy`,
  );

/** Digits of the largest number that is exact. */
const BYTES = /^\d{1,15}$/;

export class ExternalData {
  isUsed = false;
  private readonly entries = new Map<string, string>();

  /** A StringStringEntryProto: key (1), value (2). */
  add(field: ProtobufField): void {
    let [key, value] = ['', ''];
    for (const part of field.fields()) {
      if (part.number === 1) key = part.text;
      else if (part.number === 2) value = part.text;
    }
    this.entries.set(key, value);
    this.isUsed = true;
  }

  /** Whether the file may be read at all. @throws Problem */
  check(home: Home): void {
    this.bytes('length', home);
    this.readFrom(home, 0);
  }

  read(home: Home): Buffer {
    return this.readFrom(home, this.bytes('length', home));
  }

  private readFrom(home: Home, length: number | undefined): Buffer {
    const offset = this.bytes('offset', home) ?? 0;
    return readBeside(home.folder, this.entries.get('location') ?? '', home.object, { offset, length });
  }

  private bytes(key: 'offset' | 'length', { object }: Home): number | undefined {
    const value = this.entries.get(key);
    if (value === undefined) return undefined;
    if (!BYTES.test(value)) throw wrong(object, key, value);
    return Number(value);
  }
}
