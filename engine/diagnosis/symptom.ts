/** A symptom: what a run shows when something is wrong. One file a symptom; the list is generated. */
import * as v from 'valibot';
import type { Specification } from '../training/specification/specification';
import type { Memory } from './watch/memory';
import type { Begin, Observation, ObservationOf } from './watch/observation';

/** `error`: the run is worth nothing as it is; `warning`: it would be better otherwise; `info`: worth knowing. */
export const severities = ['info', 'warning', 'error'] as const;
export type Severity = (typeof severities)[number];

/** Changes of the specification, by dotted path, as `--set` makes them. */
export interface Fix {
  /** An imperative: "lower the learning rate from 0.1 to 0.01". */
  title: string;
  changes: Record<string, unknown>;
}

/** What one look saw. */
export interface Finding {
  /** Null where it is about the whole run. */
  layer: string | null;
  /** The symptom's own, unless it is said here. */
  severity?: Severity;
  measured: number;
  threshold: number;
  /** One clause: what was measured, against which threshold. */
  message: string;
  /** The best first. */
  fixes: Fix[];
}

/** What a look has at hand beside its observation. */
export interface Context<Thresholds> {
  thresholds: Thresholds;
  /** With the learning rate that was set live, where one was. */
  specification: Specification;
  begin: Begin;
  /** What the symptom itself saw earlier. */
  memory: Memory;
}

/** Numbers by name; `patience` is how many looks in a row must see the symptom before it is told. */
type ThresholdsSchema = v.GenericSchema<unknown, { patience: number }>;

/**
 * What is looked at, and how. A look gives what it sees; an empty list is health, and null says that this observation
 * does not tell.
 */
export type Looks<Thresholds> = {
  readonly [Type in Observation['type']]?: (
    observation: ObservationOf<Type>,
    context: Context<Thresholds>,
  ) => Finding[] | null;
};

export interface Symptom<Schema extends ThresholdsSchema = ThresholdsSchema> {
  /** Its key in `diagnosis` of a specification. */
  id: string;
  title: string;
  severity: Severity;
  /** Why it matters: the id of an equation. */
  equation: string;
  /** A strict object's schema: every threshold has a default, and a description that names its source. */
  thresholds: Schema;
  looks: Looks<v.InferOutput<Schema>>;
  /** It looks at times, which are of this process and this machine: no checkpoint holds them. */
  isOfProcess?: true;
}

/** Ties the looks to the thresholds' schema, then forgets which schema it was. */
export const defineSymptom = <S extends ThresholdsSchema>(symptom: Symptom<S>): Symptom =>
  symptom as unknown as Symptom;

/** A threshold with its default and where that comes from. */
export const threshold = (value: number, description: string) =>
  v.pipe(v.optional(v.pipe(v.number(), v.minValue(0)), value), v.description(description));

/** Longer than this, a symptom would be told when the run is over. */
const MOST_PATIENCE = 1000;

/** How many looks in a row must see the symptom. */
export const patience = (looks: number) =>
  v.pipe(
    v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_PATIENCE)), looks),
    v.description(
      'How many looks in a row must see it before it is told; three times as many that do not withdraw it.',
    ),
  );
