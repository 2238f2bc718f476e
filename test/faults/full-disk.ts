/** A disk that is full, or otherwise refuses to be written, for all that lies below a folder: for code that uses the real one. */
import fs from 'node:fs';

export interface Refusal {
  /** The system's error code. */
  code: string;
  /** Bytes that still reach the disk before it refuses. */
  bytes: number;
}

export class FullDisk {
  /** Null while there is room. */
  refusal: Refusal | null = null;
  private readonly files = new Set<number>();
  private readonly real = { openSync: fs.openSync, writeSync: fs.writeSync, closeSync: fs.closeSync };

  constructor(folder: string) {
    const { openSync, closeSync } = this.real;
    fs.openSync = (path, ...rest) => {
      const file = openSync(path, ...rest);
      if (String(path).startsWith(folder)) this.files.add(file);
      return file;
    };
    fs.closeSync = (file) => {
      this.files.delete(file);
      closeSync(file);
    };
    fs.writeSync = ((file: number, bytes: Uint8Array, from?: number) => this.write(file, bytes, from)) as never;
  }

  restore(): void {
    Object.assign(fs, this.real);
  }

  private write(file: number, bytes: Uint8Array, from = 0): number {
    const { refusal } = this;
    if (!refusal || !this.files.has(file)) return this.real.writeSync(file, bytes, from);
    const left = Math.min(refusal.bytes, bytes.length - from);
    refusal.bytes -= left;
    if (left > 0) return this.real.writeSync(file, bytes, from, left);
    throw Object.assign(new Error(`${refusal.code}: injected, write`), { code: refusal.code });
  }
}
