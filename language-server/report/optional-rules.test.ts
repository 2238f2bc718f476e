import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../rules/rules.generated';
import { isTold } from './optional-rules';

interface Manifest {
  contributes: {
    configuration: { properties: Record<string, { items: { enum: string[]; enumDescriptions: string[] } }> };
  };
}

describe('rules of style', () => {
  const optional = rules.filter((each) => 'optional' in each);

  it('are told where they are asked for, and others always', () => {
    assert.ok(isTold('shape-mismatch', []));
    for (const { name } of optional) assert.deepEqual([isTold(name, []), isTold(name, [name])], [false, true]);
  });

  it('are those that the editor’s setting offers', () => {
    const manifest = readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8');
    const { properties } = (JSON.parse(manifest) as Manifest).contributes.configuration;
    const { enum: names, enumDescriptions } = properties['nabla.optionalRules']!.items;
    assert.deepEqual(names.map((name, i) => [name, enumDescriptions[i]]), optional.map((each) => [each.name, each.summary])); // prettier-ignore
  });
});
