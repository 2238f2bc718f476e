/** Where samples come from: a generator or a format. One file a source; the list is generated. */
import type * as v from 'valibot';
import type { Specification } from '../../training/specification/specification';
import type { Fillable } from '../imputation';
import type { Coded } from '../known-categories';
import type { Dataset } from '../samples';
import type { Target } from '../task';

export interface SourceData {
  dataset: Dataset;
  /** The data's own test set, if it has one. */
  test: Dataset | null;
  /** The data's own validation set, if it has one. */
  validation?: Dataset | null;
  /** How many tokens there are, where inputs are tokens; null where they are numbers. */
  vocabulary: number | null;
  target: Target;
  /** Changes when the data changes: a resumed run must see what it saw before. */
  fingerprint: string;
  /** Which channels of the last axis may be scaled; all if it is left out. */
  scalable?: readonly boolean[];
  /** Where values may be missing (NaN), and what they are filled with, as measured on the training part; nowhere if it is left out. */
  fillable?: readonly Fillable[];
  /** Channels that tell categories, of which those that training lacks are left out; none if it is left out. */
  coded?: readonly Coded[];
  /** By name, a value a sample: what splits keep together or order by. */
  columns?: Readonly<Record<string, readonly (string | number)[]>>;
  /** A number a sample: those of the same number are twins, one sample to the splits `random` and `stratified`; each stands alone if it is left out. */
  twins?: readonly number[];
  /** What each channel of the last axis, or each token, is called. */
  names?: readonly string[];
  /** By the name of a channel that holds numbers for texts: the texts, numbered from 0. */
  categories?: Readonly<Record<string, readonly string[]>>;
  /** By the name of a channel: what its numbers count. */
  units?: Readonly<Record<string, string>>;
}

type Settings<Parameters> = Omit<Specification['data'], 'params'> & { params: Parameters };

export interface Source<Parameters extends v.GenericSchema = v.GenericSchema> {
  id: string;
  title: string;
  /** A strict object's schema: what `data.params` may say; every parameter has a default and a description. */
  parameters: Parameters;
  /**
   * Reads or draws the samples; what is drawn is a function of the seed.
   * @throws Problem naming the file, what is wrong with it and what to do
   */
  load(settings: Settings<v.InferOutput<Parameters>>, seed: number): Promise<SourceData>;
}

/** Ties load's argument to the schema, then forgets which schema it was. */
export const defineSource = <P extends v.GenericSchema>(source: Source<P>): Source => source;
