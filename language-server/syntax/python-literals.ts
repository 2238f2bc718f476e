import { pythonText } from './escapes';
import type { Expression, ExpressionForm } from './program';
import { childOf, named, type SyntaxNode } from './tree';

/** Integers in any base, with underscores, floats, and imaginary numbers, whichever they are. */
export function pythonNumber(node: SyntaxNode): ExpressionForm {
  const text = node.text.replace(/_/g, '');
  const value = Number(text);
  if (/j$/i.test(text)) return { kind: 'constant', value: 'imaginary' };
  return Number.isNaN(value)
    ? { kind: 'unknown', parts: [] }
    : { kind: 'number', value, integer: node.type === 'integer' };
}

/** A string, an f-string or several in a row. Bytes are unknown. */
export function pythonString(node: SyntaxNode, expression: (node: SyntaxNode) => Expression): ExpressionForm {
  const strings = node.type === 'string' ? [node] : named(node);
  if (strings.some((each) => /^[a-z]*b/i.test(prefix(each)))) return { kind: 'unknown', parts: [] };
  const parts = strings.flatMap((each) => stringParts(each, expression));
  const text = parts.map((part) => (part.kind === 'string' ? part.value : undefined));
  if (text.every((each) => each !== undefined)) return { kind: 'string', value: text.join('') };
  return { kind: 'template', parts };
}

const prefix = (node: SyntaxNode): string => (childOf(node, 'string_start')?.text ?? '').replace(/["']+$/, '');

function stringParts(node: SyntaxNode, expression: (node: SyntaxNode) => Expression): Expression[] {
  const [raw, formatted] = [/r/i, /f/i].map((kind) => kind.test(prefix(node)));
  return named(node).flatMap((part): Expression[] => {
    const range = { start: part.start, end: part.end };
    if (part.type === 'interpolation') {
      const changed = part.children.some(({ type }) => type === 'format_specifier' || type === 'type_conversion');
      return [changed ? { kind: 'unknown', parts: [expression(part)], range } : expression(part)];
    }
    if (part.type !== 'string_content') return [];
    const text = pythonText(formatted ? part.text.replace(/\{\{|\}\}/g, ([brace]) => brace!) : part.text, raw!);
    return [text === undefined ? { kind: 'unknown', parts: [], range } : { kind: 'string', value: text, range }];
  });
}
