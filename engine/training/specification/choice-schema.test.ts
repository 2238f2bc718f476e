import assert from 'node:assert/strict';
import { architectures } from '../../architectures/architectures.generated';
import { sources } from '../../data/sources/sources.generated';
import { jsonSchema } from './specification.schema';

interface Schema {
  enum?: unknown[];
  properties?: Record<string, Schema>;
  allOf?: { if: Schema; then: Schema }[];
  additionalProperties?: unknown;
  const?: unknown;
  description?: string;
}

const root = jsonSchema as Schema;
const choices = [
  ['data', 'source', sources],
  ['model', 'architecture', architectures],
] as const;

describe('the JSON schema of what can be chosen', () => {
  for (const [part, key, members] of choices) {
    const { properties, allOf } = root.properties![part]!;

    it(`${part}.${key} is one of those that there are, and ${part}.params then what that one takes`, () => {
      assert.deepEqual(properties![key]!.enum, members.map(({ id }) => id)); // prettier-ignore
      for (const [index, { id, parameters }] of members.entries()) {
        const { if: condition, then } = allOf![index]!;
        assert.equal(condition.properties![key]!.const, id);
        const params = then.properties!.params!;
        const { entries } = parameters as unknown as { entries: object };
        assert.deepEqual(Object.keys(params.properties!), Object.keys(entries));
        assert.equal(params.additionalProperties, false, `${id}: what it does not take is marked`);
        for (const [name, { description }] of Object.entries(params.properties!)) {
          assert.ok(description, `${id}.${name} says what it is`);
        }
      }
    });
  }
});
