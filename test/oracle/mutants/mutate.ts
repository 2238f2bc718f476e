import { loadGrammars } from '../../../language-server/syntax/grammars';
import { Lines } from '../../../language-server/syntax/lines';
import { parse } from '../../../language-server/syntax/parse';
import type { Expression, Statement } from '../../../language-server/syntax/program';
import type { Ancestors, Edit } from './operator';
import { operators } from './operators';

/** A program with one mistake. */
export interface Mutant {
  program: string;
  operator: string;
  /** Lines of the edit in the mutant, from 1. */
  from: number;
  to: number;
  /** What was written, and what is written now. */
  before: string;
  after: string;
  text: string;
}

type Mutate = (program: string, text: string) => Mutant[];

/** Makes every mutant of a program; of those with the same text the first. */
export async function createMutator(): Promise<Mutate> {
  const grammars = await loadGrammars();
  return (program, text) => {
    const { statements } = parse(grammars, { path: program, language: 'python', text });
    const found = new Map<string, Mutant>();
    visit(statements, (node, ancestors) => {
      for (const { name, edits } of operators)
        for (const edit of edits(node, ancestors, text)) {
          const made = mutant({ program, operator: name, text }, edit);
          if (made.text !== text && !found.has(made.text)) found.set(made.text, made);
        }
    });
    return [...found.values()];
  };
}

function mutant({ program, operator, text }: Pick<Mutant, 'program' | 'operator' | 'text'>, edit: Edit): Mutant {
  const { range, newText } = edit;
  const made = text.slice(0, range.start) + newText + text.slice(range.end);
  const lines = new Lines(made);
  return {
    program,
    operator,
    from: lines.line(range.start),
    to: lines.line(range.start + newText.length),
    before: text.slice(range.start, range.end),
    after: newText,
    text: made,
  };
}

type Node = Expression | Statement;

const isNode = (value: object): value is Node => 'kind' in value && 'range' in value;

/** Every expression and statement with what stands around it, in text order. */
function visit(value: object, seen: (node: Node, ancestors: Ancestors) => void, ancestors: Ancestors = []): void {
  if (isNode(value)) seen(value, ancestors);
  const inside = isNode(value) ? [value, ...ancestors] : ancestors;
  for (const each of Object.values(value) as unknown[])
    if (typeof each === 'object' && each !== null) visit(each, seen, inside);
}
