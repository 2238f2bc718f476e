/** A snippet as VS Code's files hold it. */
export interface Snippet {
  readonly prefix: readonly string[];
  readonly description: string;
  readonly body: readonly string[];
}

/** `${3:default}`, `$3` or `${3}`; our snippets nest no placeholder inside another. */
const TAB_STOP = /\$(?:\{(\d+):([^}]*)\}|\{(\d+)\}|(\d+))/g;

/** What a snippet inserts when every tab stop keeps its default: repeated stops mirror the one that has it. */
export function expand({ body }: Snippet): string {
  const text = body.join('\n');
  const defaults = new Map<string, string>();
  for (const [, stop, value] of text.matchAll(TAB_STOP)) if (stop !== undefined) defaults.set(stop, value ?? '');
  const inserted = text.replace(TAB_STOP, (_, ...groups: (string | undefined)[]) => {
    const stop = groups[0] ?? groups[2] ?? groups[3] ?? '';
    return defaults.get(stop) ?? '';
  });
  return `${inserted.trimEnd()}\n`;
}
