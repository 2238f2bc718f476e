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
  /** How often that call fails, each time it is made; once unless it is said. */
  times?: number;
}

export interface Call {
  name: keyof FileSystem;
  args: readonly unknown[];
}

export class FaultyDisk {
  /** Those so far. */
  readonly log: Call[] = [];
  readonly files: FileSystem;
  private dead = false;

  constructor(private readonly fault?: Fault) {
    this.files = new Proxy(disk, {
      get:
        (target, name: keyof FileSystem) =>
        (...args: unknown[]) =>
          this.call(target, { name, args }),
    });
  }

  get calls(): number {
    return this.log.length;
  }

  private call(target: FileSystem, call: Call): unknown {
    if (this.dead) throw new Killed();
    this.log.push(call);
    const method = target[call.name] as (...args: unknown[]) => unknown;
    if (!this.fault || !this.strikes(call, this.fault)) return method(...call.args);
    if (call.name === 'writeSync' && this.fault.bytes) {
      method(call.args[0], (call.args[1] as Uint8Array).subarray(0, this.fault.bytes));
    }
    if (this.fault.code === 'kill') {
      this.dead = true;
      throw new Killed();
    }
    throw Object.assign(new Error(`${this.fault.code}: injected, ${call.name}`), { code: this.fault.code });
  }

  private strikes({ name }: Call, { at, times = 1 }: Fault): boolean {
    const struck = this.log[at - 1];
    return struck?.name === name && this.calls < at + times;
  }
}
