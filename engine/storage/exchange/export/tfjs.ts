/** A layers model that plain @tensorflow/tfjs-layers opens: model.json, and its weights in shards beside it. */
import type { StoredTensor, Tensors } from '../../tensors';
import { metadataOf, notesOf, textsOf } from './metadata';
import { withNormalization } from './tfjs-normalization';
import { plainTopology } from './tfjs-topology';
import { type Exporter, type ExportedFile } from './trained';

/** What tfjs's own converter cuts weights into: browsers keep such files in their caches. */
const SHARD = 4 * 2 ** 20;

const bytesOf = ({ values }: StoredTensor): Buffer => Buffer.from(values.buffer, values.byteOffset, values.byteLength);

function shardsOf(tensors: Tensors): ExportedFile[] {
  const bytes = Buffer.concat([...tensors.values()].map(bytesOf));
  const count = Math.max(1, Math.ceil(bytes.length / SHARD));
  return Array.from({ length: count }, (_, index) => ({
    name: `group1-shard${index + 1}of${count}.bin`,
    bytes: bytes.subarray(index * SHARD, (index + 1) * SHARD),
  }));
}

export const exporter: Exporter = {
  ending: '',
  write(trained) {
    const { topology, weights: normalizing } = withNormalization(plainTopology(trained.model), trained);
    const weights = new Map([...normalizing, ...trained.weights]);
    const shards = shardsOf(weights);
    const metadata = metadataOf(trained, 'caller');
    const model = {
      format: 'layers-model',
      generatedBy: 'nabla',
      convertedBy: null,
      modelTopology: topology,
      weightsManifest: [
        {
          paths: shards.map(({ name }) => name),
          weights: [...weights].map(([name, { shape, dtype }]) => ({ name, shape, dtype })),
        },
      ],
      userDefinedMetadata: textsOf(metadata),
    };
    // The model last: whoever finds it finds its weights.
    const files = [
      ...shards,
      { name: 'metadata.json', bytes: Buffer.from(`${JSON.stringify(metadata, null, 2)}\n`) },
      { name: 'model.json', bytes: Buffer.from(JSON.stringify(model)) },
    ];
    const notes = ['the model takes raw inputs and gives logits, without softmax', ...notesOf(trained, 'caller')];
    return { files, notes };
  },
};
