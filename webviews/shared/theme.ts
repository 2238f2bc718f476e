/** Colours of the running theme, for what CSS cannot reach: the canvas. */
export interface Theme {
  foreground: string;
  muted: string;
  grid: string;
  background: string;
  tooltip: { background: string; foreground: string; border: string };
  font: string;
  /** Curves: the first for training, the second for validation. */
  series: readonly [string, string];
  /** Width of a curve in pixels: more where contrast is asked for. */
  lineWidth: number;
}

/** Okabe and Ito's colours, which colour-blind eyes tell apart, in the shades that stand out on each ground. */
const ON_DARK = ['#56b4e9', '#f0a830'] as const;
const ON_LIGHT = ['#0072b2', '#c15a00'] as const;

const LINE_WIDTH = 1.75;
const CONTRAST_LINE_WIDTH = 2.5;

/** Reads the theme that VS Code has put on the page. */
export function readTheme(): Theme {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string, fallback: string) => style.getPropertyValue(`--vscode-${name}`).trim() || fallback;
  const kinds = document.body.classList;
  const isLight = kinds.contains('vscode-light') || kinds.contains('vscode-high-contrast-light');
  const isContrast = kinds.contains('vscode-high-contrast');
  const foreground = color('foreground', isLight ? '#3b3b3b' : '#cccccc');
  const background = color('editor-background', isLight ? '#ffffff' : '#1f1f1f');
  return {
    foreground,
    background,
    muted: color('descriptionForeground', foreground),
    grid: `color-mix(in srgb, ${foreground} ${isContrast ? 35 : 13}%, transparent)`,
    tooltip: {
      background: color('editorHoverWidget-background', background),
      foreground: color('editorHoverWidget-foreground', foreground),
      border: color('editorHoverWidget-border', foreground),
    },
    font: color('font-family', 'sans-serif'),
    series: isLight ? ON_LIGHT : ON_DARK,
    lineWidth: isContrast ? CONTRAST_LINE_WIDTH : LINE_WIDTH,
  };
}

/** Tells when the user has chosen another theme. */
export function onThemeChange(listener: () => void): void {
  const attributeFilter = ['class', 'data-vscode-theme-id'];
  new MutationObserver(listener).observe(document.body, { attributes: true, attributeFilter });
}
