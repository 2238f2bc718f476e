/** Weights alone, with what they belong to as metadata. */
import { Problem } from '../../../process/problem';
import { encodeSafetensors } from '../../safetensors';
import type { Tensors } from '../../tensors';
import { torchSlot, toTorch } from '../pytorch';
import { slotsOf, type Slot } from '../slots';
import { metadataOf, notesOf, textsOf } from './metadata';
import { isRaw, type Exporter, type Trained } from './trained';

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

/** What inputs must go through before they are fed to these weights. */
function howToNormalize({ normalization: { shift, scale } }: Trained): string {
  const formula = shift.length === 1 ? `(x − ${shift[0]!}) / ${scale[0]!}` : '(x − shift) / scale, channel by channel';
  return `inputs must be normalized: ${formula}, as its metadata says`;
}

export const exporter: Exporter = {
  ending: '.safetensors',
  write(trained, { names }) {
    // "pt" is how libraries around PyTorch know that tensors are its own.
    const metadata = { format: names === 'pytorch' ? 'pt' : 'nabla', ...textsOf(metadataOf(trained, 'caller')) };
    const tensors = names === 'pytorch' ? torchNamed(trained) : trained.weights;
    const notes = [...(isRaw(trained) ? [] : [howToNormalize(trained)]), ...notesOf(trained, 'caller')];
    return { files: [{ name: '', bytes: encodeSafetensors(tensors, metadata) }], notes };
  },
};
