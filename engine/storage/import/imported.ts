/** What marks a run's folder as imported: its spec.json says from where, and asks for no training. */
import * as v from 'valibot';
import { Problem } from '../../process/problem';
import type { RunFolder } from '../run-folder';

const importedSchema = v.object({
  name: v.string(),
  imported: v.object({
    /** Whose log it was: "TensorBoard". */
    format: v.string(),
    /** Where it was. */
    source: v.string(),
    series: v.number(),
    /** Of the log, and how many of them are kept. */
    points: v.number(),
    kept: v.number(),
  }),
});

/** The spec.json of an imported run. */
export type Imported = v.InferOutput<typeof importedSchema>;

/** @throws Problem `imported-run` if a run's specification says that it was imported: there is no more than its log */
export function refuseImported(specification: unknown, { name }: RunFolder): void {
  const decoded = v.safeParse(importedSchema, specification);
  if (!decoded.success) return;
  const { format } = decoded.output.imported;
  throw new Problem(
    'imported-run',
    `run ${name} was imported from ${format}: there is nothing to resume, export or train again; train a recipe`,
  );
}
