/** For tests: samples of a source as a run would load them. */
import * as v from 'valibot';
import type { Source, SourceData } from '../../sources/source';

type Settings = Parameters<Source['load']>[0];

/** Only what a generator reads of a specification's data. */
export const drawn = (source: Source, samples: number, seed: number, params: object = {}): Promise<SourceData> =>
  source.load({ samples, params: v.parse(source.parameters, params) } as Settings, seed);
