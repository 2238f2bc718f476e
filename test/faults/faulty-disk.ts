/** A disk that fails or dies at a chosen call: every call is numbered, so that "kill at every call" is a loop. */
import { disk, type FileSystem } from '../../engine/storage/file-system';

/** The process is gone: nothing that runs after this touches the disk. */
export class Killed extends Error {}

export interface Fault {
  /** The number of the call, from 1. */
  at: number;
  /** The system's error code, or "kill". */
  code: string;
  /** Bytes of a write that still reach the disk. */
  bytes?: number;
}

export class FaultyDisk {
  calls = 0;
  /** The name of each call so far. */
  readonly names: string[] = [];
  readonly files: FileSystem;
  private dead = false;

  constructor(private readonly fault?: Fault) {
    this.files = new Proxy(disk, {
      get:
        (target, name: keyof FileSystem) =>
        (...args: unknown[]) =>
          this.call(target, name, args),
    });
  }

  private call(target: FileSystem, name: keyof FileSystem, args: unknown[]): unknown {
    if (this.dead) throw new Killed();
    this.calls++;
    this.names.push(name);
    const method = target[name] as (...args: unknown[]) => unknown;
    if (this.fault?.at !== this.calls) return method(...args);
    if (name === 'writeSync' && this.fault.bytes)
      method(args[0], (args[1] as Uint8Array).subarray(0, this.fault.bytes));
    if (this.fault.code === 'kill') {
      this.dead = true;
      throw new Killed();
    }
    throw Object.assign(new Error(`${this.fault.code}: injected, ${name}`), { code: this.fault.code });
  }
}
