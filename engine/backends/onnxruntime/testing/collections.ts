/** How V8 collects garbage in a process of its own, once onnxruntime is loaded; prints it as JSON. */
import { constants, PerformanceObserver, type PerformanceEntry } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { loadRuntime } from '../session';

const MEGABYTE = 2 ** 20;

const isMajor = (entry: PerformanceEntry & { detail?: { kind: number } }): boolean =>
  entry.detail?.kind === constants.NODE_PERFORMANCE_GC_MAJOR;

/** The most MB that garbage took. */
function most(): number {
  const bytes = () => process.memoryUsage().arrayBuffers;
  const before = bytes();
  let found = 0;
  for (let i = 0; i < 4000; i++) {
    new ArrayBuffer(MEGABYTE / 16);
    found = Math.max(found, bytes() - before);
  }
  return found / MEGABYTE;
}

/** What the heap has grown to at the next major collection, of what lived after the last. */
async function growth(): Promise<number> {
  let majors = 0;
  const observer = new PerformanceObserver((list) => {
    majors += list.getEntries().filter(isMajor).length;
  });
  const held = [numbers(40)];
  global.gc!();
  await setImmediate();
  observer.observe({ entryTypes: ['gc'] });
  const before = process.memoryUsage().heapUsed;
  while (majors === 0) {
    held.push(numbers(1));
    await setImmediate();
  }
  observer.disconnect();
  return process.memoryUsage().heapUsed / before;
}

const numbers = (megabytes: number): number[][] =>
  Array.from({ length: megabytes * 8 }, () => new Array<number>(MEGABYTE / 64).fill(0.5));

async function main(): Promise<void> {
  await loadRuntime();
  process.stdout.write(JSON.stringify({ most: most(), growth: await growth() }) + '\n');
}

void main();
