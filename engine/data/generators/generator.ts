/** Sources that draw what they give. */
import * as v from 'valibot';
import { defineSource, type Source, type SourceData } from '../sources/source';

/** Noise beyond this drowns every generator's pattern. */
const MOST_NOISE = 10;

/** Standard deviation of what is added to each number. */
export const noiseParameter = (usual: number) =>
  v.pipe(
    v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(MOST_NOISE)), usual),
    v.description('Standard deviation of the noise on each number.'),
  );

/** A whole number in [least, most], `usual` where it is not given. */
export const wholeParameter = ([least, most]: [number, number], usual: number, description: string) =>
  v.pipe(
    v.optional(v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most)), usual),
    v.description(description),
  );

/** What a generator gives: its test set is cut off from the rest, and what it draws is known by its settings. */
export type Drawn = Omit<SourceData, 'test' | 'fingerprint'>;

interface Generator<P extends v.GenericSchema> extends Pick<Source<P>, 'id' | 'title' | 'parameters'> {
  /** Raised when it draws other samples from the same settings: a run is not resumed on those. */
  version: number;
  draw: (count: number, seed: number, parameters: v.InferOutput<P>) => Drawn;
}

/** A source whose samples follow from its parameters and the seed. */
export const generator = <P extends v.GenericSchema>({ draw, version, ...described }: Generator<P>): Source =>
  defineSource<P>({
    ...described,
    load: ({ samples, params }, seed) =>
      new Promise((resolve) => {
        const fingerprint = `${described.id}:${version}:${samples}:${seed}:${JSON.stringify(params)}`;
        resolve({ test: null, fingerprint, ...draw(samples, seed, params) });
      }),
  });
