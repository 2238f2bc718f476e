/** The model's part of a specification. */
import * as v from 'valibot';

export const modelSchema = v.strictObject({
  architecture: v.pipe(v.string(), v.description('The id of an architecture: see `nabla list`.')),
  params: v.pipe(
    v.optional(v.record(v.string(), v.unknown()), {}),
    v.description('Its parameters; missing ones take their defaults.'),
  ),
  weights: v.pipe(
    v.optional(v.nullable(v.string()), null),
    v.description(
      'A file of weights to begin with: safetensors (with our names or those of PyTorch), ONNX, or the model.json of TensorFlow.js; null draws them from the seed.',
    ),
  ),
});
