/** The scalars that an event of a run carries, by the names under which TensorBoard shows them. */
import type { EngineEvent } from '../../process/protocol';

type Measures = Readonly<Record<string, number | null>>;
type Of<T extends EngineEvent['type']> = Extract<EngineEvent, { type: T }>;
export type Scalar = readonly [tag: string, value: number];

/** What was not finite travels as null, and is NaN again. */
const under = (part: string, measures: Measures): Scalar[] =>
  Object.entries(measures).map(([name, value]) => [`${part}/${name}`, value ?? NaN]);

const ofStep = ({ loss, metrics, learningRate, samplesPerSecond }: Of<'step'>): Scalar[] => [
  ...under('train', { loss, ...metrics }),
  ['learning_rate', learningRate],
  ['samples_per_second', samplesPerSecond],
];

const ofParts = ({ train, validation, test }: Of<'measures'>): Scalar[] => [
  ...under('train', train),
  ...under('validation', validation),
  ...under('test', test),
];

/** The step of an event that carries scalars, and they; undefined for any other. */
export function scalarsOf(event: EngineEvent): { step: number; scalars: Scalar[] } | undefined {
  if (event.type === 'step') return { step: event.step, scalars: ofStep(event) };
  if (event.type === 'epoch' || event.type === 'validation') {
    return { step: event.step, scalars: under('validation', event.validation) };
  }
  if (event.type === 'probe') return { step: event.step, scalars: [['gradient_norm', event.gradientNorm ?? NaN]] };
  if (event.type === 'measures') return { step: event.step, scalars: ofParts(event) };
  if (event.type === 'done') return { step: event.steps, scalars: under('test', event.metrics.test) };
  return undefined;
}
