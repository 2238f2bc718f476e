import type { FormValues } from './contract';

/** A hyperparameter of the form. */
interface Field {
  label: string;
  /** What may be typed, said when it is not. */
  rule: string;
  accepts: (value: number) => boolean;
}

const isCount = (least: number) => (value: number) => Number.isSafeInteger(value) && value >= least;

/** The fields in order. An empty one leaves the value to the recipe or specification. */
export const FIELDS: Record<keyof FormValues, Field> = {
  epochs: { label: 'Epochs', rule: 'a whole number from 1', accepts: isCount(1) },
  batchSize: { label: 'Batch size', rule: 'a whole number from 1', accepts: isCount(1) },
  learningRate: { label: 'Learning rate', rule: 'a number above 0', accepts: (value) => value > 0 && value < Infinity },
  seed: { label: 'Seed', rule: 'a whole number from 0', accepts: isCount(0) },
};

/** The number in a field; null when it is empty, undefined when it is not what the field accepts. */
export function parseField(name: keyof FormValues, text: string): number | null | undefined {
  if (text.trim() === '') return null;
  const value = Number(text);
  return FIELDS[name].accepts(value) ? value : undefined;
}
