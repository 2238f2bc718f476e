/** A source's data, as a run would ask for it. */
import * as v from 'valibot';
import { dataSchema } from '../../training/specification/data';
import type { Source, SourceData } from '../sources/source';

type DataInput = Omit<v.InferInput<typeof dataSchema>, 'source'>;

/** @param data as in a specification: what is left out takes its default */
export function load(source: Source, data: DataInput): Promise<SourceData> {
  const settings = v.parse(dataSchema, { source: source.id, ...data });
  return source.load({ ...settings, params: v.parse(source.parameters, settings.params) }, 1);
}

/** All its inputs. */
export const inputsOf = async ({ dataset }: Pick<SourceData, 'dataset'>): Promise<number[]> => [
  ...(await dataset.read(Uint32Array.from({ length: dataset.count }, (_, index) => index))),
];
