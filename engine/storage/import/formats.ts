/** The formats of logs that can be imported, the surest sign of a run first. */
import type { FileSystem } from '../file-system';
import type { Notices } from '../notices';
import type { PointSink } from '../series/point';
import { RecordFile } from '../tensorboard/record-file';
import { ScalarFile } from '../tensorboard/scalar-file';
import { readRunLog } from './run-log';
import { readTable } from './table';

export interface Format {
  title: string;
  /** Whether a file of this name is one. */
  owns: (name: string) => boolean;
  /** Whether the files of a folder are one run. */
  joins: boolean;
  /**
   * Hands a file's points on in bounded memory; what is damaged is skipped and noted.
   * @throws Problem where the file cannot be read at all
   */
  read: (path: string, sink: PointSink, notices: Notices, files: FileSystem) => void;
}

export const formats: readonly Format[] = [
  { title: 'Nabla', owns: (name) => name === 'events.jsonl', joins: true, read: readRunLog },
  {
    title: 'TensorBoard',
    owns: (name) => name.includes('tfevents'),
    joins: true,
    read: (path, sink, notices, files) => {
      new ScalarFile(new RecordFile(path, files), sink, notices).read();
    },
  },
  { title: 'CSV', owns: (name) => /\.[ct]sv$/i.test(name), joins: false, read: readTable },
];
