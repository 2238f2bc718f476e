/** `nabla list`: what there is to train, and what a specification can name. */
import * as v from 'valibot';
import { architectures } from '../architectures/architectures.generated';
import { augmentations } from '../data/augmentations/augmentations.generated';
import { sources } from '../data/sources/sources.generated';
import { losses } from '../losses/losses.generated';
import { metrics } from '../metrics/metrics.generated';
import { recipes } from '../recipes/recipes.generated';
import { schedules } from '../schedules/schedules.generated';
import { resolve } from '../training/resolve';
import { call, parse } from './output/call';
import { formatTable } from './output/text';

interface Parameter {
  /** Left out where it must be given. */
  default?: unknown;
  description: string;
}

/** Name → default and description, read off a schema of parameters. */
function parametersOf(schema: v.GenericSchema): Record<string, Parameter> {
  const entries = 'entries' in schema ? (schema.entries as Record<string, v.GenericSchema>) : {};
  const described = Object.entries(entries).map(([name, entry]): [string, Parameter] => {
    const standard = v.safeParse(entry, undefined);
    const description = v.getDescription(entry) ?? '';
    return [name, standard.success ? { default: standard.output, description } : { description }];
  });
  return Object.fromEntries(described.filter(([name]) => name !== 'type'));
}

const named = ({ id, title }: { id: string; title: string }) => ({ id, title });

function catalogue() {
  return {
    recipes: recipes.map(({ section, result, ...recipe }) => {
      const { model, ...specification } = resolve(recipe.id, {});
      const { architecture, params: parameters } = model;
      return { ...named(recipe), section, result, architecture, parameters, specification };
    }),
    architectures: architectures.map(({ section, equations, parameters, ...architecture }) => {
      return { ...named(architecture), section, equations, parameters: parametersOf(parameters) };
    }),
    sources: sources.map((source) => ({ ...named(source), parameters: parametersOf(source.parameters) })),
    augmentations: augmentations.map((one) => ({ ...named(one), parameters: parametersOf(one.schema) })),
    losses: losses.map((loss) => ({ ...named(loss), takes: loss.takes })),
    metrics: metrics.map((metric) => ({ ...named(metric), takes: metric.takes, better: metric.better })),
    schedules: schedules.map(({ schema }) => ({
      ...{ id: schema.entries.type.literal, title: '' },
      parameters: parametersOf(schema),
    })),
  };
}

interface Listed {
  id: string;
  title: string;
  section?: string;
  parameters?: object;
}

/** A kind's name, then its members: id, title, section, names of parameters. */
function rowsOf(kind: string, members: readonly Listed[]): string[][] {
  const rows = members.map(({ id, title, section = '', parameters = {} }) => {
    return [`  ${id}`, title, section, Object.keys(parameters).join(', ')];
  });
  return [[kind, '', '', ''], ...rows];
}

function run(args: string[]): number {
  const { values } = parse({ args, options: { json: { type: 'boolean' } } }, 'nabla list [--json]');
  const listed = catalogue();
  const text = values.json
    ? `${JSON.stringify(listed, null, 2)}\n`
    : formatTable(Object.entries<readonly Listed[]>(listed).flatMap(([kind, members]) => rowsOf(kind, members)));
  process.stdout.write(text);
  return 0;
}

export const command = {
  name: 'list',
  summary: 'recipes, architectures, data and all else that a specification can name, with their parameters',
  usage: '[--json]',
  run: (args: string[]): Promise<number> => call(() => run(args)),
};
