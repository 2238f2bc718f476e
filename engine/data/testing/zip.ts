/** Zip files with anything in them, built byte by byte (APPNOTE.TXT of PKWARE). */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  name: string;
  content: Uint8Array;
  isPacked?: boolean;
  /** What the directory says in place of the content's own size. */
  declared?: number;
  /** File mode of Unix: 0o120777 is a symbolic link. */
  mode?: number;
  /** Bit 0: encrypted. */
  flags?: number;
}

export function zip(entries: readonly ZipEntry[]): Buffer {
  const [files, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const entry of entries) {
    const { local, central } = records(entry, offset);
    files.push(local);
    directory.push(central);
    offset += local.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, ...directory, end]);
}

/** An entry before its content, and in the directory. */
function records({ name, content, isPacked, declared, mode = 0, flags = 0 }: ZipEntry, offset: number) {
  const stored = isPacked ? deflateRawSync(content) : content;
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(flags, 2);
  fields.writeUInt16LE(isPacked ? 8 : 0, 4);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(stored.length, 14);
  fields.writeUInt32LE(declared ?? content.length, 18);
  fields.writeUInt16LE(name.length, 22);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(mode * 2 ** 16, 6);
  rest.writeUInt32LE(offset, 10);
  const signature = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    return bytes;
  };
  return {
    local: Buffer.concat([signature(0x04034b50), fields, Buffer.from(name), stored]),
    central: Buffer.concat([signature(0x02014b50), Buffer.from([20, 3]), fields, rest, Buffer.from(name)]),
  };
}
