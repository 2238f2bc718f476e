/** Signs that mean something to Markdown, HTML included. */
const SPECIAL = /[\\`*_{}[\]<>()#+\-.!|~&$]/g;

/** Text of the user's, safe inside Markdown: shown as it stands. */
export const escapeText = (text: string): string => text.replace(SPECIAL, '\\$&').replace(/\s+/g, ' ');

/** Inline code with any text in it, also inside a table: a fence longer than the backticks within. */
export function code(text: string): string {
  const inner = text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
  const longest = Math.max(0, ...[...inner.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 ? ' ' : '';
  return `${fence}${pad}${inner}${pad}${fence}`;
}

/** A block of plain text, as it stands. */
export const block = (text: string): string => `\`\`\`text\n${text}\n\`\`\``;

/** A table; a row's cells are Markdown already. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
