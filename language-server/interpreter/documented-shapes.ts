import type { Expression, FunctionDefinition, Parameter, Range, Statement } from '../syntax/program';
import { plainMathematics, SHAPE, shapeAlone, writtenSizes, type WrittenShape } from './written-shapes';

/** What an author says of a parameter's shape, and where. */
export interface DocumentedShape extends WrittenShape {
  /** Of the comment or docstring. */
  range: Range;
  /** Whether it speaks of an array of NumPy's. */
  numpy: boolean;
}

export type Documented = ReadonlyMap<string, DocumentedShape>;

/** Longer texts are data or licences. */
const MAX_DOCSTRING = 20_000;

/** Things of which each has the shape. */
const SEVERAL = /\b(list|tuple|dict\w*|sequence|iterable|iterator|generator|each|either)\b/i;

const NUMPY = /\b(nd-?array|numpy|np\.)/i;

/** What the comments and docstrings of a function say; `owner`: the body of the class that it stands in. */
export function documentedShapes(definition: FunctionDefinition, owner?: readonly Statement[]): Documented {
  const known = documentedKnown.get(definition) ?? shapesIn(definition, owner);
  documentedKnown.set(definition, known);
  return known;
}

const documentedKnown = new WeakMap<FunctionDefinition, Documented>();

function shapesIn(definition: FunctionDefinition, owner: readonly Statement[] = []): Documented {
  const found = new Map<string, DocumentedShape>();
  const parameters = definition.parameters.filter(isCandidate);
  const note = (name: string | undefined, shape: DocumentedShape | undefined): void => {
    const parameter = parameters.find((each) => each.name === name);
    if (parameter && shape && !found.has(parameter.name)) found.set(parameter.name, shape);
  };
  for (const { range, text, parameter, inSignature } of definition.remarks ?? []) {
    const meant = parameter ?? (inSignature ? sole(parameters) : undefined);
    for (const shape of shapesOfRemark(text)) note(shape.name ?? meant, { ...shape, range, numpy: false });
  }
  const docstrings = [definition.body, ...(/^(forward|call|__call__)$/.test(definition.name) ? [owner] : [])];
  for (const body of docstrings) {
    const docstring = docstringOf(body);
    for (const { name, ...shape } of docstring ? entriesIn(docstring.text) : [])
      note(parameterCalled(parameters, name!), { ...shape, range: docstring!.range });
  }
  return found;
}

/** Not `self`, not `*args`; annotated as a tensor that may be there or not, or not at all. */
function isCandidate({ name, variadic, pattern, annotation }: Parameter, place: number): boolean {
  if (variadic || pattern || (place === 0 && /^(self|cls|this)$/.test(name))) return false;
  return (
    annotation === undefined ||
    isTensor(annotation.kind === 'subscript' && isOptional(annotation.object) ? annotation.index : annotation)
  );
}

const nameOf = (expression: Expression): string =>
  expression.kind === 'name' || expression.kind === 'attribute' ? expression.name : '';

const isOptional = (type: Expression): boolean => nameOf(type) === 'Optional';
const isTensor = (type: Expression): boolean => /^(\w*Tensor|ndarray)$/.test(nameOf(type));

/** The one parameter that a comment without a name can mean. */
const sole = (parameters: readonly Parameter[]): string | undefined =>
  parameters.length === 1 ? parameters[0]!.name : undefined;

/** By its name; `Input` is the only one. */
function parameterCalled(parameters: readonly Parameter[], name: string): string | undefined {
  const called = parameters.find((each) => each.name === name || each.name.toLowerCase() === name.toLowerCase());
  return called?.name ?? (/^input$/i.test(name) ? sole(parameters) : undefined);
}

function docstringOf(body: readonly Statement[]): { text: string; range: Range } | undefined {
  const [first] = body;
  const value = first?.kind === 'expression' ? first.value : undefined;
  return value?.kind === 'string' && value.value.length <= MAX_DOCSTRING
    ? { text: value.value, range: value.range }
    : undefined;
}

const NAMED = new RegExp(
  String.raw`(\w+(?:\s*,\s*\w+)*)(?:\.shape)?\s*(?::|=|\bis\b|has shape)\s*(?:shape\s*)?(${SHAPE})`,
  'g',
);

/** A shape alone, or several with their names: `x: (B, T, C), mask: (B, T)`. */
function shapesOfRemark(comment: string): WrittenShape[] {
  const alone = shapeAlone(comment);
  if (alone) return [alone];
  return [...comment.matchAll(NAMED)].flatMap(([, names, text]) => {
    const sizes = writtenSizes(text!, false);
    return sizes ? names!.split(/\s*,\s*/).map((name) => ({ name, sizes, text: text! })) : [];
  });
}

/** `x (Tensor): …`, `x : Tensor, shape (N, C)`, `- Input: (N, C)`, `:param x: …`, `@param {tf.Tensor} x …` */
const ENTRY =
  /^\s*(?:[-*]\s+)?(?:[:@](?:param|arg)\s+(?:\{[^}]*\}\s*)?(?:[\w.]+\s+(?=\w+:))?)?`{0,2}\*?\*?(\w+)`{0,2}\s*(\([^)]*\))?\s*(?:\s:|:|\s-|\s(?=[Tt]ensor\b|\[))\s*(.*)$/;

type Entry = Omit<DocumentedShape, 'range'>;

/** What a docstring says under the names of parameters. */
function entriesIn(docstring: string): Entry[] {
  if (!/[([]|\dx|\sx\s/.test(docstring)) return [];
  const lines = plainMathematics(docstring).split('\n');
  return lines.flatMap((line, i): Entry[] => {
    const [, name, type = '', rest = ''] = ENTRY.exec(line) ?? [];
    if (name === undefined) return [];
    const text = [type.slice(1, -1), rest, ...continued(lines, i)].join(' ');
    const shape = SEVERAL.test(text) ? undefined : onlyShape(text);
    return shape ? [{ ...shape, name, numpy: NUMPY.test(text) }] : [];
  });
}

/** The lines below that are indented further. */
function continued(lines: readonly string[], at: number): string[] {
  const indent = (line: string): number => line.length - line.trimStart().length;
  const next = lines.findIndex((line, i) => i > at && (line.trim() === '' || indent(line) <= indent(lines[at]!)));
  return lines.slice(at + 1, next < 0 ? undefined : next);
}

const OF_SHAPE = new RegExp(String.raw`\b(?:shapes?|sizes?|dimensions?|dims)\s*(?:of|is|are|:|=)?\s*(${SHAPE})`, 'gi');
const FIRST = new RegExp(String.raw`^\s*(?:(?:torch\.|tf\.)?(?:\w*[Tt]ensor|nd-?array)\s*(?:of\s+)?,?\s*)?(${SHAPE})`);

/** The shape that a description gives; undefined where it gives several. */
function onlyShape(text: string): WrittenShape | undefined {
  const stated = [...text.matchAll(OF_SHAPE)].map(([, shape]) => shape!);
  const first = stated.length === 0 ? FIRST.exec(text)?.[1] : undefined;
  const shapes = (first === undefined ? stated : [first]).map((each) => ({
    text: each,
    sizes: writtenSizes(each, first === undefined),
  }));
  const [shape, ...others] = shapes;
  const alone = others.every((each) => String(each.sizes) === String(shape?.sizes));
  const open = /^\W*or\b/.test(text.slice(text.indexOf(shape?.text ?? '') + (shape?.text.length ?? 0)));
  return shape?.sizes && alone && !open ? { text: shape.text, sizes: shape.sizes } : undefined;
}
