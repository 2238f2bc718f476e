/** A trained network as other programs get it. */
import type * as layers from '@tensorflow/tfjs-layers';
import type { Signature } from '../../../data/signature';
import type { Tensors } from '../../tensors';

export interface Trained {
  /** The run's name, and the optimizer steps behind these weights. */
  run: string;
  step: number;
  architecture: string;
  params: Record<string, unknown>;
  /** With the weights below. (B, …inputShape) → logits */
  model: layers.LayersModel;
  weights: Tensors;
  signature: Signature;
  /** Channel c of an input, along its last axis, becomes (x − shift[c]) / scale[c]; lists of one hold for all. */
  normalization: { shift: number[]; scale: number[] };
}

export const inputTypeOf = ({ signature: { task } }: Trained): 'float32' | 'int32' =>
  task.vocabulary === null ? 'float32' : 'int32';

/** Whether inputs go in as they are. */
export const isRaw = ({ normalization: { shift, scale } }: Trained): boolean =>
  shift.every((value) => value === 0) && scale.every((value) => value === 1);

export interface ExportedFile {
  /** Below the place that the user gave; empty for the place itself. */
  name: string;
  bytes: Uint8Array;
}

export interface Exported {
  files: ExportedFile[];
  /** What a user should know of the files. */
  notes: string[];
}

export interface Exporter {
  /** What a file without a name given is called behind the run's; a folder where it is "". */
  ending: string;
  write: (trained: Trained, options: ExportOptions) => Exported | Promise<Exported>;
}

export interface ExportOptions {
  /** Whose names and layouts the weights have; safetensors only. */
  names: 'nabla' | 'pytorch';
}
