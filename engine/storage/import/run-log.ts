/** The log of a run of ours, as points. */
import { dirname } from 'node:path';
import { Problem } from '../../process/problem';
import { decodeEvent, type EngineEvent } from '../../process/protocol';
import { readEvents } from '../event-log';
import type { FileSystem } from '../file-system';
import type { Notices } from '../notices';
import type { PointSink } from '../series/point';
import { scalarsOf } from '../series/scalars-of';

const foreign = (path: string, lines: number) =>
  new Problem('damaged-log', `${path}: ${lines} lines are no events of this version, and are skipped`, 'run');

/** It tells no time of day. Lines that are no events are skipped, and counted. */
export function readRunLog(path: string, sink: PointSink, notices: Notices, files: FileSystem): void {
  let skipped = 0;
  for (const line of readEvents(dirname(path), files)) {
    const decoded = decodeEvent(line);
    if (decoded.ok) takeEvent(decoded.value, sink);
    else skipped++;
  }
  if (skipped > 0) notices.add(foreign(path, skipped));
}

function takeEvent(event: EngineEvent, sink: PointSink): void {
  if (event.type === 'started' && event.step > 0) sink.restart(event.step + 1);
  const found = scalarsOf(event);
  for (const [name, value] of found?.scalars ?? []) sink.point(name, { step: found!.step, wallTime: null, value });
}
