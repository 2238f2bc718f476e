/** Inline code with any text in it, the user's too: fenced by more backticks than it holds. */
export function code(text: string): string {
  const inner = text.replace(/\s+/g, ' ');
  const longest = Math.max(0, ...[...inner.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 ? ' ' : '';
  return `${fence}${pad}${inner}${pad}${fence}`;
}

/** Any text in a paragraph, without a meaning of its own: no link, no HTML, no code. An underline in a name has none. */
export const plain = (text: string): string => text.replace(/\s+/g, ' ').replace(/[\\`*[\]<&]/g, '\\$&');

/** A block of plain text, as it stands. */
export const block = (text: string): string => `\`\`\`text\n${text}\n\`\`\``;

/** A table; a row's cells are Markdown already, code with bars in it included. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
