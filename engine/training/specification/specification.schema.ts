/** The JSON schema of specifications, for editors; `npm run generate` writes it beside this file. */
import type { JsonSchema } from '@valibot/to-json-schema';
import { architectures } from '../../architectures/architectures.generated';
import { sources } from '../../data/sources/sources.generated';
import { schemaOf, withChoice } from './choice-schema';
import { specificationSchema } from './specification';

const plain = schemaOf(specificationSchema);
const properties = plain.properties as Record<string, JsonSchema>;

export const jsonSchema = {
  ...plain,
  // A file's name stands for it.
  required: plain.required?.filter((key) => key !== 'name'),
  properties: {
    ...properties,
    data: withChoice(properties.data!, 'source', sources),
    model: withChoice(properties.model!, 'architecture', architectures),
  },
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Nabla specification',
  description: 'What a training run is asked to do.',
};
