/**
 * Typesets the equations, once, at build time: TeX → SVG made of paths only, so that no font and no script is needed
 * where it is shown. Ink stays `currentColor`, which means nothing inside an image: the hover puts in the theme's ink.
 */
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import MathJax from 'mathjax';

/** Pixels an em: a hover's text is 14 pixels high; equations read well a little larger. */
const EM = 16;

/** MathJax draws 1000 units to the em. */
const UNITS = 1000;

/** Air around the equation, in units, so that no stroke touches the image's edge. */
const MARGIN = 60;

/** What MathJax notes down for its own menus and screen readers; nothing of it is drawn. */
const NOTES = / (data-[\w-]+|role|focusable|style|aria-[\w-]+|xmlns:xlink)="[^"]*"/g;

/** How MathJax draws what it does not understand: a message, or an unknown command's name in red. */
const FAULT = /data-mjx-error="([^"]*)"|fill="red"/;

let typesetter;

async function loadTypesetter() {
  await MathJax.init({
    loader: { load: ['input/tex', 'output/svg'] },
    tex: { packages: ['base', 'ams'] },
    // One definition a glyph inside each image: images share nothing.
    svg: { fontCache: 'local' },
    startup: { typeset: false },
  });
  return MathJax;
}

/** The equations of this folder: TypeScript, so bundled in memory and evaluated. */
async function loadEquations() {
  const entry = fileURLToPath(new URL('./equations.generated.ts', import.meta.url));
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    logLevel: 'error',
  });
  const module = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`);
  return module.equations;
}

/** The glyphs' names are long and repeated; inside one image a counter will do. */
function shortenNames(svg) {
  const names = new Map([...svg.matchAll(/ id="([^"]+)"/g)].map(([, id], index) => [id, `g${index}`]));
  return svg
    .replace(/ id="([^"]+)"/g, (_, id) => ` id="${names.get(id)}"`)
    .replace(/ xlink:href="#([^"]+)"/g, (_, id) => ` href="#${names.get(id)}"`);
}

/**
 * One equation as an image: `{svg, width, height}`, sizes in pixels, ink as `currentColor`.
 * @throws where MathJax does not understand the TeX.
 */
export async function renderEquation(tex) {
  typesetter ??= loadTypesetter();
  const { startup, tex2svgPromise } = await typesetter;
  const node = await tex2svgPromise(tex, { display: true });
  const drawn = startup.adaptor.serializeXML(startup.adaptor.tags(node, 'svg')[0]);
  const fault = FAULT.exec(drawn);
  if (fault) throw new Error(`cannot typeset ${tex}: ${fault[1] ?? 'unknown command'}`);
  const [x, y, w, h] = /viewBox="([^"]+)"/.exec(drawn)[1].split(' ').map(Number);
  const box = [x - MARGIN, y - MARGIN, w + 2 * MARGIN, h + 2 * MARGIN];
  const [width, height] = [box[2], box[3]].map((units) => Math.ceil((units / UNITS) * EM));
  const open = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${box.join(' ')}">`;
  return { svg: shortenNames(drawn.replace(NOTES, '').replace(/^<svg[^>]*>/, open)), width, height };
}

/** Every equation's image by its id: what the build writes to dist/equations.json. */
export async function renderEquations() {
  const pictures = {};
  for (const { id, tex } of await loadEquations()) pictures[id] = await renderEquation(tex);
  return pictures;
}
