/** From what a user names (a recipe, a file, a few settings) to the full specification of a run. */
import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, resolve as resolvePath } from 'node:path';
import { architectures } from '../architectures/architectures.generated';
import { sources } from '../data/sources/sources.generated';
import { causeOf, Problem } from '../process/problem';
import { recipes } from '../recipes/recipes.generated';
import { decode } from './decode';
import { suggestion } from './nearest';
import { applyOverrides } from './overrides';
import { specificationSchema, type Specification } from './specification/specification';

/** A specification is some kilobytes; a larger file is a mistake. */
const MAX_FILE = 2 ** 20;

interface Origin {
  /** For messages. */
  where: string;
  specification: object;
}

/** Line and column of the place that a syntax error of JSON.parse names. */
function placeOf(error: unknown, text: string): string {
  const at = /position (\d+)/.exec(String(error))?.[1];
  if (at === undefined) return '';
  const before = text.slice(0, Number(at)).split('\n');
  return ` at line ${before.length}, column ${before.at(-1)!.length + 1}`;
}

function readText(path: string): string {
  try {
    const status = statSync(path);
    if (!status.isFile()) throw new Error('not a regular file');
    if (status.size > MAX_FILE) throw new Error('larger than a megabyte');
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Problem('unreadable-specification', `${path} cannot be read (${causeOf(error)}); check the path`);
  }
}

/**
 * What a JSON file of a user's holds.
 * @throws Problem naming the file and what is wrong with it
 */
export function readObject(path: string): Record<string, unknown> {
  const text = readText(path);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new Problem('not-json', `${path} is not JSON${placeOf(error, text)}; correct it there`);
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new Problem('wrong-value', `${path}: the specification is not an object; begin it with {`);
  }
  return parsed as Record<string, unknown>;
}

/** A file's paths are relative to the file. */
function fromFile(path: string): Origin {
  const name = basename(path).replace(/(\.nabla)?\.json$/, '');
  return { where: path, specification: withAbsolutePaths({ name, ...readObject(path) }, dirname(path)) };
}

const withAbsolutePaths = (specification: Params, folder: string): Params => ({
  ...specification,
  data: withAbsolute(specification.data, 'path', folder),
  model: withAbsolute(withAbsolute(specification.model, 'weights', folder), 'module', folder),
});

/** An object with the path at `key`, if it has one, made absolute. */
function withAbsolute(object: unknown, key: string, folder: string): unknown {
  const path: unknown = typeof object === 'object' && object !== null ? Reflect.get(object, key) : undefined;
  return typeof path === 'string' ? { ...(object as object), [key]: resolvePath(folder, path) } : object;
}

function fromRecipe(id: string): Origin {
  const recipe = recipes.find((candidate) => candidate.id === id);
  if (recipe) return { where: `recipe ${id}`, specification: { name: recipe.id, ...recipe.specification } };
  const hint = suggestion(
    id,
    recipes.map((candidate) => candidate.id),
  );
  throw new Problem('unknown-recipe', `no recipe is called "${id}"${hint}`);
}

function choose<T extends { id: string }>(list: readonly T[], id: string, where: string): T {
  const found = list.find((candidate) => candidate.id === id);
  if (found) return found;
  throw new Problem(
    'wrong-value',
    `${where}: nothing is called "${id}"${suggestion(
      id,
      list.map((one) => one.id),
    )}`,
  );
}

export const architectureOf = ({ model }: Specification, where = 'the specification') =>
  choose(architectures, model.architecture, `${where}: model.architecture`);

export const sourceOf = ({ data }: Specification, where = 'the specification') =>
  choose(sources, data.source, `${where}: data.source`);

/** What has parameters of its own: a setting that chooses another leaves them behind. */
const CHOICES = [
  ['model', 'architecture'],
  ['data', 'source'],
] as const;

function withoutForeignParams(specification: Params, overrides: Params): Params {
  let result = specification;
  for (const [part, key] of CHOICES) {
    const chosen = overrides[`${part}.${key}`];
    const before = result[part];
    if (chosen === undefined || typeof before !== 'object' || before === null) continue;
    if (key in before && (before as Params)[key] === chosen) continue;
    result = { ...result, [part]: { ...before, [key]: chosen, params: {} } };
  }
  return result;
}

type Params = Record<string, unknown>;

/** Decodes and checks what the schema alone cannot: names of architectures and sources, and the model's parameters. */
export function decodeSpecification(value: unknown, where: string): Specification {
  const specification = decode(specificationSchema, value, where);
  const source = sourceOf(specification, where);
  const sourceParams = decode(source.parameters, specification.data.params, where, 'data.params.') as Params;
  const { parameters } = architectureOf(specification, where);
  const params = decode(parameters, specification.model.params, where, 'model.params.') as Params;
  const { data, model } = specification;
  const absolute = (path: string | null) => (path === null ? null : resolvePath(path));
  return {
    ...specification,
    data: { ...data, path: absolute(data.path), params: sourceParams },
    model: { ...model, params, weights: absolute(model.weights) },
  };
}

function original(source: string, overrides: Params): { where: string; specification: Params } {
  const isFile = source.endsWith('.json') || /[/\\]/.test(source);
  const { where, specification } = isFile ? fromFile(source) : fromRecipe(source);
  return { where, specification: applyOverrides(withoutForeignParams({ ...specification }, overrides), overrides) };
}

/** As it was written, with the overrides in it and absolute paths: defaults that depend on other settings are open. */
export const written = (source: string, overrides: Params): Params =>
  withAbsolutePaths(original(source, overrides).specification, '.');

/**
 * The full specification: every default filled in, every path absolute.
 * @param source a recipe's id, or the path of a `*.nabla.json`
 * @param overrides dotted path → value
 * @throws Problem in one line: what is unknown or wrong, where, and the nearest right one
 */
export function resolve(source: string, overrides: Record<string, unknown>): Specification {
  const { where, specification } = original(source, overrides);
  return decodeSpecification(specification, where);
}
