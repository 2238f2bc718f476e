/** What calls pass. */
import type { Argument, Expression } from '../syntax/program';
import { has, possible } from './dictionaries';
import { Numbers } from './numbers-by-key';
import { dictionaryIn } from './dictionary-classes';
import { Each } from './each';
import { evaluate } from './expressions';
import { iterate } from './iteration';
import type { Machine } from './machine';
import type { Value } from './value';

/** What a call passes. `open`: a spread argument whose content is unknown may fill any parameter that is left. */
export interface Arguments {
  positional: readonly Value[];
  named: ReadonlyMap<string, Value>;
  open: boolean;
  /** Where nothing else is open: what is passed by name on some paths only. */
  perhaps?: ReadonlyMap<string, Value> | undefined;
  /** Whether the program's text is the call: not what a library's function calls in turn. */
  explicit?: boolean;
  /** What a spread list of unknown length passes. */
  alike?: Each;
  /** The text of what is passed. */
  written: { positional: readonly (Expression | undefined)[]; named: ReadonlyMap<string, Expression> };
}

/** Most calls pass nothing by name: they share this map. */
const NO_NAMES: ReadonlyMap<string, never> = new Map<string, never>();

export const noArguments = (): Arguments => ({
  positional: [],
  named: NO_NAMES,
  open: false,
  written: { positional: [], named: NO_NAMES },
});

export function argumentsOf(machine: Machine, written: readonly Argument[]): Arguments {
  const given = new Given();
  for (const { name, spread, value: expression } of written) {
    const value = evaluate(machine, expression);
    if (spread === 'positional') given.addAll(iterate(machine, value), value);
    else if (spread === 'keyword') given.addEntries(value);
    else given.add(name, value, expression);
  }
  return given;
}

/** Collects the arguments of a call. */
class Given implements Arguments {
  readonly positional: Value[] = [];
  readonly written: { positional: (Expression | undefined)[]; named: ReadonlyMap<string, Expression> } = {
    positional: [],
    named: NO_NAMES,
  };
  named: ReadonlyMap<string, Value> = NO_NAMES;
  open = false;
  perhaps: ReadonlyMap<string, Value> | undefined = NO_NAMES;
  readonly explicit = true;
  alike?: Each;

  add(name: string | undefined, value: Value, expression: Expression): void {
    if (name === undefined) {
      this.positional.push(value);
      this.written.positional.push(expression);
    } else {
      this.named = withName(this.named, name, value);
      this.written.named = withName(this.written.named, name, expression);
    }
  }

  addAll(elements: readonly Value[] | undefined, value: Value): void {
    if (!elements) this.lose();
    if (value.kind === 'list' && value.elements.value instanceof Each) this.alike = value.elements.value;
    for (const element of elements ?? []) {
      this.positional.push(element);
      this.written.positional.push(undefined);
    }
  }

  addEntries(value: Value): void {
    const entries = dictionaryIn(value)?.entries.value;
    if (!entries || entries instanceof Numbers) this.lose();
    for (const { key, value: each } of possible(entries)) {
      const name = key.kind === 'string' ? key.value : '';
      if (has(entries, `s${name}`)) this.named = withName(this.named, name, each);
      else if (key.kind === 'string') this.doubt(name, each);
    }
  }

  private doubt(name: string, value: Value): void {
    this.open = true;
    this.perhaps &&= withName(this.perhaps, name, value);
  }

  /** Anything may be passed besides. */
  private lose(): void {
    this.open = true;
    this.perhaps = undefined;
  }
}

/** The map with one more name: the same one, where it is no one else's. */
const withName = <T>(names: ReadonlyMap<string, T>, name: string, value: T): ReadonlyMap<string, T> =>
  names === NO_NAMES ? new Map([[name, value]]) : (names as Map<string, T>).set(name, value);

export const withReceiver = (given: Arguments, receiver: Value): Arguments => ({
  ...given,
  positional: [receiver, ...given.positional],
  written: { ...given.written, positional: [undefined, ...given.written.positional] },
});

export const withPartial = (
  given: Arguments,
  { positional, named }: Extract<Value, { kind: 'partial' }>,
): Arguments => ({
  ...given,
  positional: [...positional, ...given.positional],
  named: new Map([...named, ...given.named]),
  written: { ...given.written, positional: [...positional.map(() => undefined), ...given.written.positional] },
});
