/** `nabla list`: what there is to train. */
import * as v from 'valibot';
import { architectures } from '../architectures/architectures.generated';
import { recipes } from '../recipes/recipes.generated';
import { resolve } from '../training/resolve';
import { call, parse } from './output/call';
import { formatTable } from './output/text';

interface Parameter {
  default: unknown;
  description: string;
}

/** Name → default and description, read off an architecture's schema. */
function parametersOf(schema: v.GenericSchema): Record<string, Parameter> {
  const entries = 'entries' in schema ? (schema.entries as Record<string, v.GenericSchema>) : {};
  const defaults = v.parse(schema, {}) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(entries).map(([name, entry]) => [
      name,
      { default: defaults[name], description: v.getDescription(entry) ?? '' },
    ]),
  );
}

function catalogue() {
  return {
    architectures: architectures.map(({ id, title, section, equations, parameters }) => ({
      id,
      title,
      section,
      equations,
      parameters: parametersOf(parameters),
    })),
    recipes: recipes.map(({ id, title, section, result }) => {
      const { model, ...specification } = resolve(id, {});
      return { id, title, section, result, architecture: model.architecture, parameters: model.params, specification };
    }),
  };
}

function run(args: string[]): number {
  const { values } = parse({ args, options: { json: { type: 'boolean' } } }, 'nabla list [--json]');
  const listed = catalogue();
  if (values.json) {
    process.stdout.write(`${JSON.stringify(listed, null, 2)}\n`);
    return 0;
  }
  const row = ({
    id,
    title,
    section,
    parameters,
  }: {
    id: string;
    title: string;
    section: string;
    parameters: object;
  }) => [`  ${id}`, title, section, Object.keys(parameters).join(', ')];
  const head = (kind: string) => [kind, '', '', ''];
  const rows = [head('recipes'), ...listed.recipes.map(row), head('architectures'), ...listed.architectures.map(row)];
  process.stdout.write(formatTable(rows));
  return 0;
}

export const command = {
  name: 'list',
  summary: 'recipes and architectures, with their parameters',
  usage: '[--json]',
  run: (args: string[]): Promise<number> => call(() => run(args)),
};
