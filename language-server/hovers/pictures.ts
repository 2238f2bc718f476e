import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Theme } from '../protocol';

const pictureSchema = v.object({ svg: v.string(), width: v.number(), height: v.number() });
const picturesSchema = v.record(v.string(), pictureSchema);

/** An equation typeset at build time, with `currentColor` for ink; sizes in pixels. */
export type Picture = v.InferOutput<typeof pictureSchema>;

/** Equations' images by id; empty where none were built: hovers then show the plain form alone. */
export type Pictures = Readonly<Record<string, Picture>>;

/** Ink by theme, near each theme's own text colour. A high-contrast light theme is light. */
const INK: Record<Theme, string> = {
  light: '#1f1f1f',
  dark: '#e0e0e0',
  highContrast: '#ffffff',
  highContrastLight: '#000000',
};

/** Reads the images that the build wrote; none where the file is missing or broken. */
export function loadPictures(file: string = join(__dirname, 'equations.json')): Pictures {
  try {
    const result = v.safeParse(picturesSchema, JSON.parse(readFileSync(file, 'utf8')));
    return result.success ? result.output : {};
  } catch {
    return {};
  }
}

/** The image as Markdown with its data inside, in the theme's ink: `currentColor` does not reach into an image. */
export function pictureMarkdown({ svg, width, height }: Picture, alternative: string, theme: Theme): string {
  const data = Buffer.from(svg.replaceAll('currentColor', INK[theme])).toString('base64');
  return `![${alternative}|width=${width},height=${height}](data:image/svg+xml;base64,${data})`;
}
