import { parseArgs } from 'node:util';
import { createAnalyzer } from '../analysis';
import { hoverAt } from '../hovers/hover-at';
import { loadPictures } from '../hovers/pictures';
import { readDocument } from '../report/files';
import { misuse } from '../report/misuse';
import type { Document } from '../syntax/parse';
import { Disk } from '../project/disk';

const USAGE = '<file> <line>:<column> [--image]';

/** An image's data: long, and of no use on a terminal. */
const IMAGE = /!\[[^\]]*\]\(data:[^)]*\)\n\n/g;

/** Says in one line what is wrong with the call; the command line's exit code for that is 2. */
function refuse(problem: string): number {
  process.stderr.write(`nabla hover: ${problem}\n`);
  return 2;
}

/** The offset of a place counted from 1 as editors show it; undefined where the text does not reach that far. */
function offsetOf(text: string, place: string): number | undefined {
  const [, line, column] = (/^(\d+):(\d+)$/.exec(place) ?? []).map(Number);
  const lines = text.split('\n');
  const shown = lines[(line ?? 0) - 1];
  if (shown === undefined || column === undefined || column < 1 || column > shown.length + 1) return undefined;
  return lines.slice(0, line! - 1).reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
}

async function print(document: Document, offset: number, image: boolean): Promise<number> {
  const analyzer = await createAnalyzer(undefined, new Disk([process.cwd()]));
  const followed = analyzer.follow(document);
  const { claims, calls } = followed.analyze(document.text);
  const found = hoverAt({
    ...document,
    offset,
    name: followed.qualifiedNameAt(document.text, offset),
    argument: followed.argumentAt(document.text, offset),
    claims,
    calls,
    theme: 'light',
    pictures: loadPictures(),
  });
  followed.dispose();
  if (found) process.stdout.write(`${image ? found.markdown : found.markdown.replace(IMAGE, '')}\n`);
  else process.stderr.write(`nabla hover: nothing to say about ${document.path} at this place\n`);
  return found ? 0 : 1;
}

async function run(args: string[]): Promise<number> {
  let call;
  try {
    call = parseArgs({ args, allowPositionals: true, options: { image: { type: 'boolean', default: false } } });
  } catch (error) {
    return refuse(misuse(error, 'hover', USAGE));
  }
  const [path, place, ...rest] = call.positionals;
  if (path === undefined || place === undefined || rest.length > 0) return refuse(`usage: nabla hover ${USAGE}`);
  const document = readDocument(path);
  if (typeof document === 'string') return refuse(document);
  const offset = offsetOf(document.text, place);
  if (offset === undefined) return refuse(`${path} has no place ${place}; lines and columns count from 1, as in 12:8`);
  return print(document, offset, call.values.image);
}

/** What the editor shows over a name, on the terminal. */
export const command = {
  name: 'hover',
  summary: 'Explain the name at a place: equation, symbols with shapes, when to use it, pitfalls',
  usage: USAGE,
  run,
};
