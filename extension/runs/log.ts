import { createReadStream } from 'node:fs';
import type { EngineEvent } from '../../engine/process/protocol';
import { decodeEvent } from '../../engine/process/protocol';

/** An event's line is well under a kilobyte; a longer one is damage, and is skipped before it fills the memory. */
const MAX_LINE = 64 * 1024;

function parse(line: string): EngineEvent | undefined {
  try {
    const decoded = decodeEvent(JSON.parse(line));
    return decoded.ok ? decoded.value : undefined;
  } catch {
    return undefined;
  }
}

/** The lines of a file, in bounded memory; overlong ones are left out. A last line without an end is given too. */
async function* lines(path: string): AsyncGenerator<string> {
  let rest = '';
  let isOverlong = false;
  for await (const chunk of createReadStream(path, 'utf8') as AsyncIterable<string>) {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      if (!isOverlong) yield part;
      isOverlong = false;
    }
    if (rest.length > MAX_LINE) {
      isOverlong = true;
      rest = '';
    }
  }
  if (!isOverlong) yield rest;
}

/**
 * The events of a run's log, in order. Torn, damaged and foreign lines are skipped, the rest is kept.
 * @param wanted looks at a line before it is parsed, for readers that need few of many
 * @throws what the file system says when the log cannot be read
 */
export async function* readEvents(path: string, wanted = (_line: string) => true): AsyncGenerator<EngineEvent> {
  for await (const line of lines(path)) {
    if (line === '' || !wanted(line)) continue;
    const event = parse(line);
    if (event) yield event;
  }
}
