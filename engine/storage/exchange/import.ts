/** Weights for a model out of a file that another program, or another run, wrote. */
import { dirname } from 'node:path';
import { decodeSafetensors } from '../safetensors';
import type { Tensors } from '../tensors';
import { readWhole } from './files';
import { matchFound, matchOurNames, matchTorch } from './match';
import { readOnnxWeights } from './onnx/weights';
import { recognise, type WeightsFormat } from './recognise';
import type { Slot } from './slots';
import { readTfjsWeights } from './tfjs/weights';

type Reader = (bytes: Buffer, path: string, slots: readonly Slot[]) => Tensors;

const readers: Record<WeightsFormat, Reader> = {
  safetensors(bytes, path, slots) {
    const tensors = decodeSafetensors(bytes, path);
    const isOurs = slots.some(({ name }) => tensors.has(name));
    return (isOurs ? matchOurNames : matchTorch)(slots, tensors, path);
  },
  onnx: (bytes, path, slots) =>
    matchFound(slots, readOnnxWeights(bytes, { object: path, folder: dirname(path) }), path),
  tfjs: (bytes, path, slots) => matchFound(slots, readTfjsWeights(bytes, dirname(path), path), path),
};

/**
 * A weight for every slot, by the slots' names.
 * @throws Problem in one line: what of the file is wrong, or which tensor has which shape here and there
 */
export function importWeights(path: string, slots: readonly Slot[]): Tensors {
  const bytes = readWhole(path);
  return readers[recognise(bytes, path)](bytes, path, slots);
}
