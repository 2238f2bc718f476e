import { plain } from '../hovers/markdown';
import { headline, type Described, type DescribedModel, type DescribedRow } from './describe';

/** Exact numbers in groups of three: a table is for reading off. */
const exact = (count: Described): string =>
  typeof count === 'number' ? count.toLocaleString('en-US') : (count ?? '–');

type Line = readonly [layer: string, shape: string, parameters: string, multiplyAdds: string];

const HEAD: Line = ['Layer', 'Output', 'Parameters', 'Multiply-adds'];

/** Nesting in a table's cell: Markdown drops leading blanks, a no-break space stays. */
const INDENT = '\u00A0\u00A0';

const title = ({ name, type, summary }: DescribedRow): string =>
  plain(`${name === '' ? '' : `${name}: `}${type}${summary === '' ? '' : ` ${summary}`}`);

const lines = (row: DescribedRow, depth: number): Line[] => [
  [INDENT.repeat(depth) + title(row), row.shape ?? '–', exact(row.parameters), exact(row.multiplyAdds)],
  ...row.children.flatMap((child) => lines(child, depth + 1)),
];

/** A model as a Markdown table, its columns aligned so that it reads in a terminal too. */
export function modelTable(model: DescribedModel): string {
  const all = [HEAD, ...lines(model, 0)].map((line) => line.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = HEAD.map((_, i) => Math.max(...all.map((line) => line[i]!.length)));
  const print = (line: readonly string[]): string =>
    `| ${line.map((cell, i) => (i < 2 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join(' | ')} |`;
  const rule = `| ${widths.map((width, i) => (i < 2 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  const [head, ...body] = all.map(print);
  return `${headline(model)}\n\n${[head, rule, ...body].join('\n')}\n`;
}
