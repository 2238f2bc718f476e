/** Datasets as plain data that another thread makes the same dataset of: numbers are shared, never copied. */
import { ImageFiles, type ImageSet } from '../images/image-files';
import { InMemory, Subset, type Dataset, type Field } from '../samples';

export type Description =
  | { kind: 'memory'; inputs: Field; targets: Field }
  | { kind: 'images'; set: ImageSet; targets: Field }
  | { kind: 'subset'; whole: Description; indices: Uint32Array };

/** Null where a dataset can only be read where it is. */
export function describe(dataset: Dataset): Description | null {
  if (dataset instanceof InMemory) {
    share(dataset.inputs);
    share(dataset.targets);
    return { kind: 'memory', inputs: dataset.inputs, targets: dataset.targets };
  }
  if (dataset instanceof ImageFiles) return { kind: 'images', set: dataset.set, targets: dataset.targets };
  if (dataset instanceof Subset) {
    const whole = describe(dataset.whole);
    return whole && { kind: 'subset', whole, indices: dataset.indices };
  }
  return null;
}

/** The dataset that was described, on this thread. */
export function reopen(description: Description): Dataset {
  if (description.kind === 'memory') return new InMemory(description.inputs, description.targets);
  if (description.kind === 'images') return new ImageFiles(description.set, description.targets);
  return new Subset(reopen(description.whole), description.indices);
}

/** Whether reading is more than copying. */
export const isOnDisk = (dataset: Dataset | Description): boolean =>
  'whole' in dataset ? isOnDisk(dataset.whole) : !('inputs' in dataset);

/** Moves the values into memory that threads share, where they are not yet; whoever holds the field sees them there. */
function share(field: Field): void {
  const { values } = field;
  if (values.buffer instanceof SharedArrayBuffer) return;
  field.values = sharedCopy(values);
}

function sharedCopy(values: Field['values']): Field['values'] {
  const memory = new SharedArrayBuffer(values.byteLength);
  const copy =
    values instanceof Uint8Array
      ? new Uint8Array(memory)
      : values instanceof Int32Array
        ? new Int32Array(memory)
        : new Float32Array(memory);
  copy.set(values);
  return copy;
}
