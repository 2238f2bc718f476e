import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { isAlive } from '../processes/alive';

/** What an engine writes into the folder of the run that it trains. */
const lockSchema = v.pipe(v.string(), v.parseJson(), v.object({ pid: v.number(), host: v.string() }));

/** The process that trains a run now, in words; undefined if there is none, or the one that did is dead. */
export async function holderOf(folder: string): Promise<string | undefined> {
  const text = await readFile(join(folder, 'lock'), 'utf8').catch(() => '');
  const lock = v.safeParse(lockSchema, text);
  if (!lock.success) return undefined;
  const { pid, host } = lock.output;
  if (host !== hostname()) return `process ${pid} on ${host}`;
  return isAlive(pid) ? `process ${pid}` : undefined;
}
