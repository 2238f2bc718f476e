/** summary.json: how a run stands, or how it ended. */
import * as v from 'valibot';

const measures = v.record(v.string(), v.nullable(v.number()));

const summarySchema = v.object({
  run: v.string(),
  title: v.string(),
  device: v.string(),
  status: v.picklist(['running', 'finished', 'stopped', 'failed', 'imported']),
  parameters: v.number(),
  epochs: v.number(),
  steps: v.number(),
  seconds: v.number(),
  metrics: v.object({ train: measures, validation: measures, test: measures }),
  /** Why it failed; null otherwise. */
  message: v.nullable(v.string()),
  /** The sweep that it is a trial of. */
  sweep: v.exactOptional(v.nullable(v.string())),
});

export type Summary = v.InferOutput<typeof summarySchema>;

/** Decodes a summary; undefined if it is none. */
export function decodeSummary(value: unknown): Summary | undefined {
  const result = v.safeParse(summarySchema, value);
  return result.success ? result.output : undefined;
}
