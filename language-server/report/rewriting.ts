import type { Fix } from '../analysis';
import { printShape, type Shape } from '../domain/shape';
import type { Range } from '../syntax/program';

/** Writes a shape in place of the one that a comment ends with. */
export function rewriting(comment: Range, shape: Shape, text: string): Fix {
  const start = comment.start + text.slice(comment.start, comment.end).search(/[([]|\b\w+\s*[x\xd7]/);
  const newText = printShape(shape);
  return { title: `Write ${newText}`, safe: true, edits: [{ range: { start, end: comment.end }, newText }] };
}
