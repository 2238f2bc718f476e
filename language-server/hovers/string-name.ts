import type { Equation } from '../equations/equation';
import { equations } from '../equations/equations.generated';
import { once } from '../libraries/library';
import type { Range } from '../syntax/program';

/** A name given as a string, as Keras and TensorFlow.js allow: `activation="relu"`, `loss: 'meanSquaredError'`. */
export interface StringName {
  /** As written: `activation: relu`. */
  readonly label: string;
  readonly equation: Equation;
  /** Of the string without its quotes. */
  readonly range: Range;
}

/** The arguments that take such strings, by the module of Keras that defines what they name. */
const ARGUMENT = /\b(activation|recurrent_?activation|optimizer|loss)["']?\s*[=:]\s*(["'])(\w+)\2/gi;

const MODULES: Readonly<Record<string, string>> = { optimizer: 'optimizers', loss: 'losses' };

/** Abbreviations that Keras and TensorFlow.js know. */
const SHORT: Readonly<Record<string, string>> = { mse: 'meansquarederror', mae: 'meanabsoluteerror' };

/** `categorical_crossentropy` and `categoricalCrossentropy` are one name. */
function folded(name: string): string {
  const plain = name.replaceAll('_', '').toLowerCase();
  return SHORT[plain] ?? plain;
}

const index = once(
  (): ReadonlyMap<string, Equation> =>
    new Map(
      (equations as readonly Equation[]).flatMap((equation) =>
        equation.names
          .map((name) => /^keras\.(activations|losses|optimizers)\.(\w+)$/.exec(name))
          .flatMap((match): [string, Equation][] => (match ? [[`${match[1]!}.${folded(match[2]!)}`, equation]] : [])),
      ),
    ),
);

/** What the string at an offset names, where it stands for an activation, a loss or an optimizer. */
export function stringNameAt(text: string, offset: number): StringName | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  const line = text.slice(start, end < 0 ? undefined : end);
  for (const match of line.matchAll(ARGUMENT)) {
    const [whole, argument, , value] = match;
    const from = start + match.index + whole.length - 1 - value!.length;
    if (offset < from || offset > from + value!.length) continue;
    const module = MODULES[argument!.toLowerCase()] ?? 'activations';
    const equation = index().get(`${module}.${folded(value!)}`);
    const range = { start: from, end: from + value!.length };
    return equation && { label: `${argument!}: ${value!}`, equation, range };
  }
  return undefined;
}
