import ts from 'typescript';

/** A program with one edit. */
export interface Mutant {
  path: string;
  text: string;
  /** The line of the edit, from 1. */
  line: number;
  /** What was done: `28 → 29`. */
  edit: string;
}

interface Edit {
  start: number;
  end: number;
  text: string;
}

type Operator = (node: ts.Node, source: ts.SourceFile) => Edit[];

const replaced = (node: ts.Node, source: ts.SourceFile, text: string): Edit => ({
  start: node.getStart(source),
  end: node.end,
  text,
});

/** A number stands for a size in an array, as a setting, or as an argument. */
const isSize = ({ parent }: ts.Node): boolean =>
  ts.isArrayLiteralExpression(parent) || ts.isPropertyAssignment(parent) || ts.isCallExpression(parent);

/** One more, and one less where something is left. */
const nudged: Operator = (node, source) => {
  const value = ts.isNumericLiteral(node) && isSize(node) ? Number(node.text) : NaN;
  if (!Number.isInteger(value)) return [];
  return [value + 1, ...(value > 1 ? [value - 1] : [])].map((each) => replaced(node, source, String(each)));
};

/** A size that a constant names. */
const constant: Operator = (node, source) => {
  if (!ts.isVariableDeclaration(node) || !node.initializer || !ts.isNumericLiteral(node.initializer)) return [];
  const value = Number(node.initializer.text);
  const counts = (node.parent.flags & ts.NodeFlags.Const) !== 0 && Number.isInteger(value);
  return counts ? [replaced(node.initializer, source, String(value + 1))] : [];
};

/** Two neighbours in an array change places. */
const swapped: Operator = (node, source) => {
  if (!ts.isArrayLiteralExpression(node)) return [];
  const texts = node.elements.map((each) => each.getText(source));
  return texts.slice(1).flatMap((text, i) => {
    if (text === texts[i]) return [];
    return [replaced(node, source, `[${[...texts.slice(0, i), text, texts[i], ...texts.slice(i + 2)].join(', ')}]`)];
  });
};

const CHANGES_SHAPE =
  /^(transpose|reshape|expandDims|squeeze|flatten|argMax|oneHot|tile|pad|slice|concat|sum|mean|matMul)$/;

/** `x.transpose()` becomes `x`. */
const droppedCall: Operator = (node, source) => {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  const { name, expression: object } = node.expression;
  if (!CHANGES_SHAPE.test(name.text) || /^tf(\.|$)/.test(object.getText(source))) return [];
  return [replaced(node, source, object.getText(source))];
};

/** `a.matMul(b)` becomes `b.matMul(a)`. */
const turned: Operator = (node, source) => {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  const { name, expression: object } = node.expression;
  const [other, ...more] = node.arguments;
  if (name.text !== 'matMul' || !other || more.length > 0) return [];
  return [replaced(node, source, `(${other.getText(source)}).matMul(${object.getText(source)})`)];
};

const isAdding = (node: ts.Node | undefined, source: ts.SourceFile): node is ts.Statement =>
  node !== undefined && ts.isExpressionStatement(node) && /^\w+\.add\(/.test(node.getText(source));

/** A layer left out, or put before the one above it. */
const layers: Operator = (node, source) => {
  if (!ts.isBlock(node) && !ts.isSourceFile(node)) return [];
  return node.statements.flatMap((statement, i) => {
    if (!isAdding(statement, source)) return [];
    const before = node.statements[i - 1];
    const text = statement.getText(source);
    const order = isAdding(before, source)
      ? [{ start: before.getStart(source), end: statement.end, text: `${text} ${before.getText(source)}` }]
      : [];
    return [replaced(statement, source, ''), ...order];
  });
};

const OTHER: Partial<Record<string, string>> = {
  same: 'valid',
  valid: 'same',
  categoricalCrossentropy: 'sparseCategoricalCrossentropy',
  sparseCategoricalCrossentropy: 'categoricalCrossentropy',
  int32: 'float32',
};

const renamed: Operator = (node, source) => {
  const other = ts.isStringLiteral(node) ? OTHER[node.text] : undefined;
  return other === undefined ? [] : [replaced(node, source, `'${other}'`)];
};

const negated: Operator = (node, source) => {
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [replaced(node, source, 'false')];
  return node.kind === ts.SyntaxKind.FalseKeyword ? [replaced(node, source, 'true')] : [];
};

const OPERATORS = [nudged, constant, swapped, droppedCall, turned, layers, renamed, negated];

/** Every one-edit mutant of a program, in the order of its text. */
export function mutantsOf(path: string, text: string): Mutant[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const mutants: Mutant[] = [];
  const visit = (node: ts.Node): void => {
    for (const { start, end, text: put } of OPERATORS.flatMap((operator) => operator(node, source)))
      mutants.push({
        path,
        text: text.slice(0, start) + put + text.slice(end),
        line: source.getLineAndCharacterOfPosition(start).line + 1,
        edit: `${text.slice(start, end)} → ${put}`,
      });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return mutants;
}
