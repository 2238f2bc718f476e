/** An event file of any tool, as points. */
import { Problem } from '../../process/problem';
import type { Notices } from '../notices';
import type { PointSink } from '../series/point';
import type { RecordFile } from './record-file';
import { ScalarReader } from './scalar-reader';

/**
 * Follows an event file: each call hands on the points since the last one, in bounded memory. Records that are
 * damaged or no events are skipped and named.
 * @throws Problem as `RecordFile.read` does
 */
export class ScalarFile {
  readonly #reader: ScalarReader;

  constructor(
    private readonly records: RecordFile,
    sink: PointSink,
    private readonly notices: Notices,
  ) {
    this.#reader = new ScalarReader(sink);
  }

  read(): void {
    for (const { number, data, problem } of this.records.read()) {
      if (problem) this.notices.add(problem);
      if (data) this.#event(data, `${this.records.path} (record ${number})`);
    }
  }

  #event(data: Buffer, object: string): void {
    try {
      this.#reader.read(data, object);
    } catch (error) {
      if (!(error instanceof Problem && error.code === 'damaged-protobuf')) throw error;
      this.notices.add(error);
    }
  }
}
