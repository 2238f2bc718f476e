/** Decodes what people write against a schema: the first thing wrong becomes one line that says what is right. */
import * as v from 'valibot';
import { Problem } from '../process/problem';
import { suggestion } from './nearest';

type Issue = v.BaseIssue<unknown>;

/** Any schema, seen from outside: wrappers hold another one, pipes begin with one, objects have entries, unions options. */
interface SchemaView {
  type?: string;
  wrapped?: SchemaView;
  pipe?: readonly SchemaView[];
  entries?: Record<string, SchemaView>;
  options?: readonly SchemaView[];
}

/** Of a union the option with keys. */
const objectOf = ({ type, options }: SchemaView): SchemaView | undefined =>
  type === 'union' ? options?.find((option) => unwrap(option).entries) : undefined;

function unwrap(schema: SchemaView): SchemaView {
  const first = schema.pipe?.[0] === schema ? undefined : schema.pipe?.[0];
  const inner = schema.wrapped ?? first ?? objectOf(schema);
  return inner ? unwrap(inner) : schema;
}

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

/** The keys that an object at this path may have. */
function keysAt(schema: SchemaView, path: string[]): string[] {
  const object = path.reduce<SchemaView>((view, key) => unwrap(view).entries?.[key] ?? {}, schema);
  return Object.keys(unwrap(object).entries ?? {}).filter((key) => !key.startsWith('$'));
}

/** What an issue's type asks for, in words; the requirement fills the blank. */
const wanted: Record<string, (requirement: string) => string> = {
  number: () => 'a number',
  string: () => 'a text',
  boolean: () => 'true or false',
  array: () => 'a list, such as [16, 32]',
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

const isUnknownKey = (issue: Issue): boolean => issue.type === 'strict_object' && issue.expected === 'never';

/** One line for an issue; `schema` tells the right keys. */
function explain(issue: Issue, schema: SchemaView): { code: string; message: string } {
  const path = issue.path?.map(({ key }) => String(key)) ?? [];
  const where = path.join('.') || 'the specification';
  if (isUnknownKey(issue)) {
    const keys = keysAt(schema, path.slice(0, -1));
    return { code: 'unknown-key', message: `${where} is not a key here${suggestion(path.at(-1)!, keys)}` };
  }
  if (issue.received === 'undefined') return { code: 'missing-key', message: `${where} is missing; add it` };
  if (issue.type === 'picklist' || issue.type === 'variant')
    return { code: 'wrong-value', message: wrongChoice(issue, where) };
  const requirement = 'requirement' in issue ? show(issue.requirement) : '';
  const want = issue.type === 'union' ? choicesOf(issue) : (wanted[issue.type]?.(requirement) ?? issue.message);
  return { code: 'wrong-value', message: `${where} is ${show(issue.input)}; it must be ${want}` };
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
