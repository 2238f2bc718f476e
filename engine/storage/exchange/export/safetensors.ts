/** Weights alone, with what they belong to as metadata. */
import { Problem } from '../../../process/problem';
import { encodeSafetensors } from '../../safetensors';
import type { Tensors } from '../../tensors';
import { torchSlot, toTorch } from '../pytorch';
import { slotsOf, type Slot } from '../slots';
import { describe, isRaw, type Exporter, type Trained } from './trained';

const noTwin = ({ name, kind }: Slot) =>
  new Problem(
    'no-pytorch-names',
    `PyTorch has no module for ${name} of a ${kind} layer; export with --names nabla, or --format onnx`,
  );

function torchNamed({ model, weights }: Trained): Tensors {
  const slots = slotsOf(model).map((slot) => {
    const found = torchSlot(slot);
    if (found) return found;
    throw noTwin(slot);
  });
  return toTorch(slots, weights);
}

export const exporter: Exporter = {
  ending: '.safetensors',
  write(trained, { names }) {
    // "pt" is how libraries around PyTorch know that tensors are its own.
    const metadata = { format: names === 'pytorch' ? 'pt' : 'nabla', ...describe(trained) };
    const tensors = names === 'pytorch' ? torchNamed(trained) : trained.weights;
    const { shift, scale } = trained.normalization;
    const notes = isRaw(trained)
      ? []
      : [`inputs must be normalized: (x − ${shift.join(', ')}) / ${scale.join(', ')}, as its metadata says`];
    return { files: [{ name: '', bytes: encodeSafetensors(tensors, metadata) }], notes };
  },
};
