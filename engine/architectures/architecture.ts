/** A family of networks: parameters with defaults, and how they make a tfjs model. One file a family; the list is generated. */
import type { Task } from '../data/task';
import type * as layers from '@tensorflow/tfjs-layers';
import * as v from 'valibot';

export interface Architecture<Parameters extends v.GenericSchema = v.GenericSchema> {
  id: string;
  title: string;
  /** The section of the syllabus that it belongs to. */
  section: string;
  /** Ids of the equations that it is made of. */
  equations: string[];
  /** A strict object's schema: every parameter has a default and a description. */
  parameters: Parameters;
  /** It runs code that a parameter names, which a run must have been trusted with. */
  runsCode?: true;
  /**
   * Reads what {@link Architecture.build} needs from disk.
   * @throws Problem naming the file
   */
  load?(parameters: v.InferOutput<Parameters>): Promise<void>;
  /**
   * Builds the model: (B, ...inputShape) → logits (B, …places, outputs). Layers have names of their own, so that weights are
   * found again by name; the random initial weights are drawn anew from the run's seed.
   * @throws Problem if the parameters do not fit the task
   */
  build(parameters: v.InferOutput<Parameters>, task: Task): layers.LayersModel;
}

/** Counts of units, filters, heads: what is larger would not fit a memory. */
export const size = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65536));

/** A parameter of architectures with dropout: off unless it is set. */
export const dropoutRate = (description: string) =>
  v.pipe(v.optional(v.pipe(v.number(), v.minValue(0), v.ltValue(1)), 0), v.description(description));

/** Ties build's argument to the schema, then forgets which schema it was. */
export const defineArchitecture = <P extends v.GenericSchema>(architecture: Architecture<P>): Architecture =>
  architecture;
