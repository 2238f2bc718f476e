import { SourceMap, type SourceMapPayload } from 'node:module';
import ts from 'typescript';

/** What Node runs, and the program's line for a place in it. */
export interface Compiled {
  code: string;
  lineOf: (line: number, column: number) => number;
}

/** Text to put in at a place of the program: before what begins there, or behind what ends there. */
interface Insertion {
  at: number;
  text: string;
  opens: boolean;
}

/** What the calls that record are named in the program; no program has such names. */
export const RECORD = '__record';
export const RAN = '__ran';

const isFunction = (node: ts.Node): boolean =>
  ts.isArrowFunction(node) || ts.isFunctionExpression(node) || ts.isFunctionDeclaration(node);

/** The names that a pattern binds, and members of `this`, as the program writes them. */
function targets(node: ts.Node): string[] {
  if (ts.isIdentifier(node)) return [node.text];
  if (ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword)
    return [`this.${node.name.text}`];
  if (ts.isArrayBindingPattern(node) || ts.isObjectBindingPattern(node))
    return node.elements.flatMap((each) =>
      ts.isBindingElement(each) && !each.dotDotDotToken ? targets(each.name) : [],
    );
  return ts.isArrayLiteralExpression(node) ? node.elements.flatMap(targets) : [];
}

/**
 * The program with a call of {@link RECORD} around every value that a declaration, an assignment or a `return` takes,
 * and one of {@link RAN} around calls and what is read of objects, compiled to what Node runs.
 */
export function instrument(path: string, text: string): Compiled {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const insertions: Insertion[] = [];
  const line = (node: ts.Node): number => source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
  const enclose = (value: ts.Node, before: string): void => {
    insertions.push({ at: value.getStart(source), text: before, opens: true });
    insertions.push({ at: value.end, text: '))', opens: false });
  };
  const wrap = (value: ts.Expression, at: ts.Node, names: string[]): void => {
    enclose(value, `${RECORD}(${line(at)}, ${JSON.stringify(names)}, (`);
  };
  const after = (statement: ts.Node, at: ts.Node, names: string[]): void => {
    const calls = names.map((name) => `${RECORD}(${line(at)}, ${JSON.stringify([name])}, ${name});`);
    insertions.push({ at: statement.end, text: `; ${calls.join(' ')}`, opens: false });
  };
  const visit = (node: ts.Node): void => {
    record(node, wrap, after);
    if (hasValue(node)) enclose(node, `${RAN}(${node.end}, (`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return compiled(path, applied(text, insertions));
}

/** A call, or a member that is read to be passed, returned, kept or asked for a member. */
function hasValue(node: ts.Node): boolean {
  const { parent } = node;
  if (node.flags & ts.NodeFlags.OptionalChain) return false;
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) return true;
  if (!ts.isPropertyAccessExpression(node)) return false;
  const argument = ts.isCallExpression(parent) && parent.expression !== node;
  const kept = ts.isVariableDeclaration(parent) || ts.isReturnStatement(parent);
  return argument || kept || ts.isPropertyAccessExpression(parent);
}

type Wrap = (value: ts.Expression, at: ts.Node, names: string[]) => void;
type After = (statement: ts.Node, at: ts.Node, names: string[]) => void;

function record(node: ts.Node, wrap: Wrap, after: After): void {
  if (ts.isVariableDeclaration(node) && node.initializer) recordDeclaration(node, node.initializer, wrap, after);
  if (ts.isReturnStatement(node) && node.expression) wrap(node.expression, node, ['return']);
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) wrap(node.body, node.body, ['return']);
  if (ts.isPropertyDeclaration(node) && node.initializer && ts.isIdentifier(node.name))
    wrap(node.initializer, node, [`this.${node.name.text}`]);
  if (!ts.isExpressionStatement(node) || !ts.isBinaryExpression(node.expression)) return;
  const { left, right, operatorToken } = node.expression;
  if (operatorToken.kind !== ts.SyntaxKind.EqualsToken) return;
  if (ts.isArrayLiteralExpression(left)) after(node, node, targets(left));
  else wrap(right, node, targets(left));
}

function recordDeclaration(node: ts.VariableDeclaration, value: ts.Expression, wrap: Wrap, after: After): void {
  const names = targets(node.name);
  if (ts.isIdentifier(node.name)) {
    if (!isFunction(value)) wrap(value, node, names);
  } else if (ts.isVariableStatement(node.parent.parent)) after(node.parent.parent, node, names);
}

/**
 * Later places first. At one place what ends there stands before what begins there; what was inserted later is inside.
 */
const applied = (text: string, insertions: readonly Insertion[]): string => {
  const ordered = insertions
    .map((each, order) => ({ ...each, order: each.opens ? -order : order }))
    .sort((a, b) => b.at - a.at || Number(b.opens) - Number(a.opens) || a.order - b.order);
  return ordered.reduce((result, { at, text: inserted }) => result.slice(0, at) + inserted + result.slice(at), text);
};

const compiled = (fileName: string, text: string): Compiled => {
  const { outputText, sourceMapText } = ts.transpileModule(text, {
    fileName,
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      esModuleInterop: true,
      allowJs: true,
      sourceMap: true,
    },
  });
  const map = new SourceMap(JSON.parse(sourceMapText!) as SourceMapPayload);
  return { code: outputText, lineOf: (line, column) => originalLine(map, line, column) };
};

/** Both count lines and columns from 1. */
function originalLine(map: SourceMap, line: number, column: number): number {
  const entry = map.findEntry(line - 1, column - 1);
  return 'originalLine' in entry ? entry.originalLine + 1 : NaN;
}
