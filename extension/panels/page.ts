/** What a page loads; addresses are the webview's own. */
export interface PageParts {
  title: string;
  /** The webview's source for the content security policy. */
  source: string;
  /** Fresh for every page: only what carries it runs. */
  nonce: string;
  script: string;
  style: string;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);

/** Nothing is allowed but our script and our styles: no request leaves the frame, no markup can run. */
function policy({ source, nonce }: PageParts): string {
  const rules = [`default-src 'none'`, `script-src 'nonce-${nonce}'`, `style-src ${source} 'nonce-${nonce}'`];
  return rules.join('; ');
}

/** The page of a webview: a shell that its script fills. */
export function page(parts: PageParts): string {
  const { title, nonce, script, style } = parts;
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="UTF-8" />
    <meta http-equiv="Content-Security-Policy" content="${escape(policy(parts))}" />
    <meta name="viewport" content="width=device-width, initial-scale=1.0" />
    <link rel="stylesheet" href="${escape(style)}" nonce="${nonce}" />
    <title>${escape(title)}</title>
  </head>
  <body>
    <script src="${escape(script)}" nonce="${nonce}"></script>
  </body>
</html>
`;
}
