/** The JSON schema of specifications, for editors; `npm run generate` writes it beside this file. */
import { toJsonSchema } from '@valibot/to-json-schema';
import { specificationSchema } from './specification';

export const jsonSchema = {
  ...toJsonSchema(specificationSchema, { typeMode: 'input', ignoreActions: ['check'] }),
  title: 'Nabla specification',
  description: 'What a training run is asked to do.',
};
