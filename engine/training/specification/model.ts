/** The model's part of a specification. */
import * as v from 'valibot';

export const modelSchema = v.strictObject({
  architecture: v.pipe(v.string(), v.description('The id of an architecture: see `nabla list`.')),
  params: v.pipe(
    v.optional(v.record(v.string(), v.unknown()), {}),
    v.description('Its parameters; missing ones take their defaults.'),
  ),
});
