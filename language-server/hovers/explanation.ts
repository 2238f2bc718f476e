import type { Equation, EquationSymbol, Library } from '../equations/equation';
import type { Theme } from '../protocol';
import { block, code, table } from './markdown';
import { pictureMarkdown, type Picture } from './pictures';

/** What a hover says about one name. */
export interface Subject {
  /** As the program names it: 'torch.nn.Linear'. */
  readonly label: string;
  readonly library: Library;
  readonly equation: Equation;
  readonly picture: Picture | undefined;
  readonly theme: Theme;
  /** Lines of Markdown about this very place: shapes before and after. */
  readonly here: readonly string[];
}

/** The shape of a symbol in a library's layout. */
function shapeIn(library: Library, { shape }: EquationSymbol): string | undefined {
  if (shape === undefined || typeof shape === 'string') return shape;
  return shape[library === 'torch' ? 'torch' : 'keras'];
}

function symbolRow(library: Library, symbol: EquationSymbol): string[] {
  const shape = shapeIn(library, symbol);
  const extent = [shape === undefined ? undefined : code(shape), symbol.unit].filter((part) => part !== undefined);
  return [code(symbol.symbol), symbol.meaning, extent.join(', ')];
}

const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');

/** The first line of the plain form, without what would end an image's description. */
const description = ({ title, plain }: Equation): string => `${title}: ${plain}`.replace(/[[\]|\\\s]+/g, ' ');

/** The hover over a name: what it computes, with which shapes, when to use it and what goes wrong. Markdown. */
export function explain({ label, library, equation, picture, theme, here }: Subject): string {
  const { title, plain, symbols, use, pitfalls, notes, source } = equation;
  const parts = [
    `**${title}** · ${code(label)}`,
    ...(picture ? [pictureMarkdown(picture, description(equation), theme)] : []),
    ...(here.length > 0 ? [list(here)] : []),
    block(plain),
    table(
      ['Symbol', 'Meaning', 'Shape or unit'],
      symbols.map((symbol) => symbolRow(library, symbol)),
    ),
    `**When to use.** ${use}`,
    `**Pitfalls**\n\n${list([...pitfalls, ...(notes?.[library] ?? [])])}`,
    `Source: [${source.title}](${source.url})`,
  ];
  return parts.join('\n\n');
}
