/** What a function changes that lasts when it is done: attributes of its first parameter, and what its module names. */
import { mentionedIn } from '../syntax/mentioned';
import type { Expression, FunctionDefinition, Statement } from '../syntax/program';
import { walk } from '../syntax/walk';
import { keyOf } from './keys';
import { string } from './value';

/** Methods of lists, dictionaries and sets that change them. */
const CHANGING = new Set(
  (
    'append appendleft extend insert pop popleft popitem remove clear add discard update setdefault sort reverse ' +
    'push shift unshift splice fill copyWithin set delete'
  ).split(' '),
);

/** From `name` of the module, or `.name` of the first parameter, by steps: `.name`, `[key` and, for any key, `[`. */
type Path = readonly string[];

/** Each function is asked about for every other one of its module. */
const known = new WeakMap<FunctionDefinition, readonly string[]>();

/** The places as texts, a step a line: the last step says what is set there. */
export function changedPlaces(definition: FunctionDefinition): readonly string[] {
  const found = known.get(definition) ?? new Collector(definition).collect();
  known.set(definition, found);
  return found;
}

class Collector {
  private readonly found = new Set<string>();
  /** Local names of what is reached from outside. */
  private readonly aliases = new Map<string, Path[]>();
  private readonly outside: ReadonlySet<string>;

  constructor(private readonly definition: FunctionDefinition) {
    this.outside = mentionedIn(definition).names;
  }

  collect(): readonly string[] {
    walk(this.definition.body, {
      statement: (each) => {
        this.visitStatement(each);
      },
      expression: (each) => {
        if (each.kind === 'call') this.visitCall(each);
        if (each.kind === 'assignment') this.set(each.target);
      },
    });
    return [...this.found];
  }

  private visitStatement(each: Statement): void {
    if (each.kind === 'outer' && each.scope === 'global') this.note(each.names.map((name) => [name]));
    if (each.kind === 'delete') for (const target of each.targets) this.remove(target);
    if (each.kind === 'assign') this.assign(each);
    if (each.kind === 'for') this.set(each.target, this.pathsTo(each.iterable).map(anyPart));
    if (each.kind === 'with') this.enter(each);
  }

  private assign({ targets, value, operator }: Extract<Statement, { kind: 'assign' }>): void {
    const paths = value && !operator ? this.pathsTo(value) : [];
    for (const target of targets) this.set(target, paths);
  }

  private enter({ items }: Extract<Statement, { kind: 'with' }>): void {
    for (const { target } of items) if (target) this.set(target);
  }

  /** `value`: the places that it may be. */
  private set(target: Expression, value: readonly Path[] = []): void {
    if (target.kind === 'sequence') for (const each of target.elements) this.set(each);
    else if (target.kind === 'starred') this.set(target.value);
    else if (target.kind === 'name' && this.isOutside(target.name)) this.note([[target.name]]);
    else if (target.kind === 'name')
      this.aliases.set(target.name, bounded([...(this.aliases.get(target.name) ?? []), ...value]));
    else this.note(this.pathsTo(target));
  }

  /** JavaScript's functions assign to any name that they do not declare. */
  private isOutside(name: string): boolean {
    const { locals, parameters } = this.definition;
    return locals !== undefined && !locals.includes(name) && parameters.every((each) => each.name !== name);
  }

  private remove(target: Expression): void {
    if (target.kind === 'sequence') for (const each of target.elements) this.remove(each);
    if (target.kind === 'attribute') this.note(this.pathsTo(target));
    if (target.kind === 'subscript') this.note(this.pathsTo(target.object).map(anyPart));
  }

  private visitCall({ callee, arguments: given }: Extract<Expression, { kind: 'call' }>): void {
    if (callee.kind === 'attribute' && CHANGING.has(callee.name)) this.note(this.pathsTo(callee.object).map(anyPart));
    const [object, name] = given;
    if (callee.kind !== 'name' || !/^(set|del)attr$/.test(callee.name) || !object) return;
    const attribute = name?.value.kind === 'string' ? name.value.value : undefined;
    if (attribute !== undefined) this.note(this.pathsTo(object.value).map((path) => [...path, `.${attribute}`]));
  }

  private note(paths: readonly Path[]): void {
    for (const path of paths) if (path.length > 0) this.found.add(path.join('\n'));
  }

  private pathsTo(place: Expression): readonly Path[] {
    if (place.kind === 'attribute') return this.pathsTo(place.object).map((path) => [...path, `.${place.name}`]);
    if (place.kind === 'subscript') return this.pathsTo(place.object).map((path) => [...path, `[${keyIn(place)}`]);
    if (place.kind !== 'name') return [];
    if (place.name === this.definition.parameters[0]?.name) return [[]];
    return this.outside.has(place.name) ? [[place.name]] : (this.aliases.get(place.name) ?? []);
  }
}

/** Steps of a path: what is set deeper is taken for a change of what is so deep. */
const MAX_STEPS = 8;

/** Places that one local name may stand for: `n = n.next` again and again would double them. */
const MAX_PLACES = 64;

/** Each once. */
function bounded(paths: readonly Path[]): Path[] {
  const cut = paths.map((path) => path.slice(0, MAX_STEPS));
  return [...new Map(cut.map((path) => [path.join('\n'), path])).values()].slice(0, MAX_PLACES);
}

const anyPart = (path: Path): Path => [...path, '['];

const keyIn = ({ index }: Extract<Expression, { kind: 'subscript' }>): string =>
  index.kind === 'string' ? (keyOf(string(index.value)) ?? '') : '';
