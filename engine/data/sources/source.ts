/** Where samples come from: a generator or a format. One file a source; the list is generated. */
import type { Specification } from '../../training/specification';
import type { Samples } from '../samples';

export interface SourceData {
  samples: Samples;
  /** The data's own test set, if it has one. */
  test: Samples | null;
  /** How many classes the labels can take: 0…classes−1. */
  classes: number;
  /** Changes when the data changes: a resumed run must see what it saw before. */
  fingerprint: string;
}

export interface Source {
  id: string;
  title: string;
  /**
   * Reads or draws the samples; what is drawn is a function of the seed.
   * @throws Problem naming the file, what is wrong with it and what to do
   */
  load(settings: Specification['data'], seed: number): Promise<SourceData>;
}
