/** Decodes what people write against a schema: the first thing wrong becomes one line that says what is right. */
import * as v from 'valibot';
import { Problem } from '../process/problem';
import { nearest, suggestion } from './nearest';
import { keysBeside, listOf, named, namesOf, objectWith, schemaAt, type SchemaView } from './schema-view';

type Issue = v.BaseIssue<unknown>;

/** What fits no option of a union, but comes closest to one: the issue that lies deepest inside. */
function within(issue: Issue): Issue {
  const { issues, path = [] } = issue;
  if (issue.type !== 'union' || !issues) return issue;
  const inner = issues.filter((one) => one.path?.length).map((one) => within(one));
  const found = inner.find(isUnknownKey) ?? inner[0];
  return found ? { ...found, path: [...path, ...found.path!] as Issue['path'] } : issue;
}

/** "false or an object", of the issues of a union's options. */
const choicesOf = ({ issues }: Issue): string =>
  (issues ?? [])
    .map(({ type, expected }) => (type === 'literal' ? expected! : (wanted[type]?.('') ?? expected!)))
    .join(' or ');

/** What an issue's type asks for, in words; the requirement fills the blank. */
const wanted: Record<string, (requirement: string) => string> = {
  number: () => 'a number',
  string: () => 'a text',
  boolean: () => 'true or false',
  array: () => 'a list',
  record: () => 'an object',
  strict_object: () => 'an object',
  object: () => 'an object',
  integer: () => 'a whole number',
  min_value: (least) => `at least ${least}`,
  max_value: (most) => `at most ${most}`,
  gt_value: (bound) => `more than ${bound}`,
  lt_value: (bound) => `less than ${bound}`,
  min_length: (least) => `a list of at least ${least}`,
};

/** A value for a message: short, and on one line. */
const MAX_SHOWN = 60;
const show = (value: unknown) => {
  const text = (JSON.stringify(value) as string | undefined) ?? 'nothing';
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
};

function wrongChoice(issue: Issue, where: string): string {
  const options = 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
  const choices = options.length ? options : (issue.expected ?? '').replace(/[()"]/g, '').split(' | ');
  const hint = typeof issue.input === 'string' ? suggestion(issue.input, choices) : '';
  return `${where}: ${show(issue.input)} is not one of ${choices.join(', ')}${hint.startsWith('; did') ? hint : ''}`;
}

/** What has to be an object that names one of several: with the name that was written in its place, or the first. */
function namingObject(input: unknown, variant: SchemaView): string {
  const names = namesOf(variant);
  const meant = typeof input === 'string' ? nearest(input, names) : undefined;
  return `an object, such as ${named(variant, meant ?? names[0]!)}`;
}

/** What the schema of a place knows better than the issue. */
const wantedThere: Record<string, (schema: SchemaView, input: unknown) => string> = {
  array: listOf,
  strict_object: objectWith,
  variant: (schema, input) => namingObject(input, schema),
};

const isUnknownKey = (issue: Issue): boolean => issue.type === 'strict_object' && issue.expected === 'never';

/** Whether a word was no choice; a variant may also have got no object at all. */
const isWrongChoice = ({ type, expected }: Issue): boolean =>
  type === 'picklist' || (type === 'variant' && expected !== 'Object');

function wantOf(issue: Issue, schema: SchemaView): string {
  if (issue.type === 'union') return choicesOf(issue);
  const there = schemaAt(schema, issue.path ?? []);
  if (there.type === issue.type && wantedThere[issue.type]) return wantedThere[issue.type]!(there, issue.input);
  const requirement = 'requirement' in issue ? show(issue.requirement) : '';
  return wanted[issue.type]?.(requirement) ?? issue.message;
}

/** One line for an issue; `schema` tells what is right. */
function explain(issue: Issue, schema: SchemaView): { code: string; message: string } {
  const path = issue.path ?? [];
  const where = path.map(({ key }) => String(key)).join('.') || 'the specification';
  if (isUnknownKey(issue)) {
    const hint = suggestion(String(path.at(-1)!.key), keysBeside(schema, path));
    return { code: 'unknown-key', message: `${where} is not a key here${hint}` };
  }
  if (issue.received === 'undefined') return { code: 'missing-key', message: `${where} is missing; add it` };
  if (isWrongChoice(issue)) return { code: 'wrong-value', message: wrongChoice(issue, where) };
  // A check of a whole that is told of one of its keys has the whole as its input.
  const found = path.length ? path.at(-1)!.value : issue.input;
  return { code: 'wrong-value', message: `${where} is ${show(found)}; it must be ${wantOf(issue, schema)}` };
}

/**
 * Decodes, with every default filled in.
 * @param where what is decoded, for the message: a file's path, "recipe x", "--set"
 * @param under the dotted path at which `value` stands in a specification, if it is a part of one
 * @throws Problem `unknown-key`, `missing-key` or `wrong-value`
 */
export function decode<T>(schema: v.GenericSchema<unknown, T>, value: unknown, where: string, under = ''): T {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  // A misspelt key is missing under its right name too: the wrong name says more.
  const issues = result.issues.map(within);
  const issue = issues.find(isUnknownKey) ?? issues[0]!;
  const { code, message } = explain(issue, schema);
  throw new Problem(code, `${where}: ${under}${message}`);
}
