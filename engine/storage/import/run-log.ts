/** The log of a run of ours, as points. */
import { dirname } from 'node:path';
import { decodeEvent } from '../../process/protocol';
import { readEvents } from '../event-log';
import type { FileSystem } from '../file-system';
import type { Notices } from '../notices';
import type { PointSink } from '../series/point';
import { scalarsOf } from '../series/scalars-of';

/** Lines that are no events are skipped. It tells no time of day. */
export function readRunLog(path: string, sink: PointSink, _notices: Notices, files: FileSystem): void {
  for (const line of readEvents(dirname(path), files)) {
    const decoded = decodeEvent(line);
    if (!decoded.ok) continue;
    const event = decoded.value;
    if (event.type === 'started' && event.step > 0) sink.restart(event.step + 1);
    const found = scalarsOf(event);
    for (const [name, value] of found?.scalars ?? []) sink.point(name, { step: found!.step, wallTime: null, value });
  }
}
