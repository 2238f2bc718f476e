/** The model's part of a specification: an architecture, a list of layers, or a module of the user's own. */
import * as v from 'valibot';
import { layerSchema } from '../../layers/kinds';

const ways = ['architecture', 'layers', 'module'] as const;

/** However it is written, it is an architecture with parameters. */
export const modelSchema = v.pipe(
  v.strictObject({
    architecture: v.pipe(v.exactOptional(v.string()), v.description('The id of an architecture: see `nabla list`.')),
    params: v.pipe(
      v.optional(v.record(v.string(), v.unknown()), {}),
      v.description('Its parameters; missing ones take their defaults.'),
    ),
    layers: v.pipe(
      v.exactOptional(v.array(layerSchema)),
      v.description(
        'Instead of an architecture, the layers, first to last; a dense layer to the outputs follows them.',
      ),
    ),
    module: v.pipe(
      v.exactOptional(v.string()),
      v.description(
        'Instead of an architecture, a JavaScript file that exports a tfjs model or a function ({ tf, task }) => model; its code runs, in trusted workspaces only.',
      ),
    ),
    weights: v.pipe(
      v.optional(v.nullable(v.string()), null),
      v.description(
        'A file of weights to begin with: safetensors (with our names or those of PyTorch), ONNX, or the model.json of TensorFlow.js; null draws them from the seed.',
      ),
    ),
  }),
  v.check(
    (model) => ways.filter((way) => model[way] !== undefined).length === 1,
    `an object with exactly one of ${ways.join(', ')}`,
  ),
  v.transform(({ architecture, params, layers, module, weights }) => {
    if (layers) return { architecture: 'layers', params: { layers }, weights };
    if (module !== undefined) return { architecture: 'module', params: { path: module }, weights };
    return { architecture: architecture!, params, weights };
  }),
);
