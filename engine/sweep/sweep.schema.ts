/** The JSON schema of sweeps, for editors; `npm run generate` writes it beside this file. */
import { toJsonSchema } from '@valibot/to-json-schema';
import { sweepSchema } from './sweep';

export const jsonSchema = {
  ...toJsonSchema(sweepSchema, { typeMode: 'input', ignoreActions: ['check'] }),
  title: 'Nabla sweep',
  description: 'Which settings of a training run are varied, and how.',
};
