/** What a choice (data.source, model.architecture) allows in its params, as JSON schema: editors complete and check them. */
import { toJsonSchema, type JsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';

/** What can be chosen. */
interface Member {
  id: string;
  title: string;
  parameters: v.GenericSchema;
}

/** As a part of another. */
export function schemaOf(schema: v.GenericSchema): JsonSchema {
  const made = toJsonSchema(schema, { typeMode: 'input', ignoreActions: ['check'] });
  delete made.$schema;
  return made;
}

/** The schema of an object whose `key` chooses among members, and whose params are then those of the chosen one. */
export function withChoice(object: JsonSchema, key: string, members: readonly Member[]): JsonSchema {
  const properties = object.properties as Record<string, JsonSchema>;
  const chosen: object = {
    ...properties[key],
    enum: members.map(({ id }) => id),
    enumDescriptions: members.map(({ title }) => title),
  };
  const cases = members.map(({ id, parameters }) => ({
    if: { properties: { [key]: { const: id } }, required: [key] },
    then: { properties: { params: schemaOf(parameters) } },
  }));
  return { ...object, properties: { ...properties, [key]: chosen }, allOf: cases };
}
