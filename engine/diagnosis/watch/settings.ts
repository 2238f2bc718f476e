/** The specification's `diagnosis`: for every symptom its thresholds, or false. */
import * as v from 'valibot';
import type { Symptom } from '../symptom';
import { symptoms } from '../symptoms.generated';

/** By a symptom's id; false is not looked for. */
export type Diagnosis = Record<string, { patience: number } | false>;

const settingsOf = ({ title, thresholds }: Symptom) =>
  v.pipe(
    v.optional(v.union([v.literal(false), thresholds]), {}),
    v.description(`${title}: thresholds, or false not to look for it.`),
  );

/** Typed by hand: symptoms look at specifications, so that these cannot take their type from symptoms. */
export const diagnosisSchema: v.GenericSchema<Record<string, unknown>, Diagnosis> = v.strictObject(
  Object.fromEntries(symptoms.map((symptom) => [symptom.id, settingsOf(symptom)])),
);
