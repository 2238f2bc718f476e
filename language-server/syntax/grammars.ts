import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Language as Grammar, Parser, type Tree, type TreeCursor } from '@vscode/tree-sitter-wasm';
import { parseBounded } from './bounded-parse';
import { beginningSmall } from './first-memory';
import { NodeCopier, type Runtime } from './node-copier';
import type { Language, Range } from './program';
import type { SyntaxNode } from './tree';

const FILES: Record<Language, string> = {
  python: 'tree-sitter-python.wasm',
  javascript: 'tree-sitter-javascript.wasm',
  typescript: 'tree-sitter-typescript.wasm',
  tsx: 'tree-sitter-tsx.wasm',
};

/** All languages: programs of one of JavaScript's import those of another. */
export const LANGUAGES = Object.keys(FILES) as Language[];

/** Parses every language that was loaded. */
export interface Grammars {
  /** `part`: what of the text is parsed, as if it stood alone; all of it by default. */
  (language: Language, text: string, part?: Range): SyntaxNode;
  /** `before`: the tree of another text, told what has changed. Whoever asks deletes the tree. */
  tree(language: Language, text: string, before?: Tree): Tree;
  /** The node at `cursor` and all below it, where the tree is of what stands in `text`. */
  copy(cursor: TreeCursor, text: string): SyntaxNode;
}

/** Where the .wasm files lie: beside the bundle, or (in tests) in the package that brings them. */
function grammarFolder(): string {
  if (existsSync(join(__dirname, 'tree-sitter.wasm'))) return __dirname;
  return dirname(require.resolve('@vscode/tree-sitter-wasm'));
}

const parsers = new Map<Language, Promise<Parser>>();
const ready = new Map<Language, Parser>();

let started: Promise<Grammars> | undefined;

let given: Grammars | undefined;

/** Has others stand for all grammars where WebAssembly is not there, until they are taken back. */
export function giveGrammars(grammars: Grammars | undefined): void {
  given = grammars;
}

/** Loads the runtime, which is one per process, and the grammars of `languages` (450 kB to 1.5 MB each), each once. */
export async function loadGrammars(languages: readonly Language[] = LANGUAGES): Promise<Grammars> {
  if (given) return given;
  const folder = grammarFolder();
  started ??= start(folder);
  const grammars = await started;
  for (const language of languages) {
    if (!parsers.has(language)) parsers.set(language, loadParser(join(folder, FILES[language])));
    ready.set(language, await parsers.get(language)!);
  }
  return grammars;
}

const loadParser = async (file: string): Promise<Parser> =>
  new Parser().setLanguage(await Grammar.load(readFileSync(file)));

async function start(folder: string): Promise<Grammars> {
  const runtime = {
    locateFile: (file: string) => file,
    ...beginningSmall(readFileSync(join(folder, 'tree-sitter.wasm'))),
  };
  await Parser.init(runtime);
  // Emscripten adds to what it is given what it has.
  const copier = await NodeCopier.of(runtime as unknown as Runtime);
  const parseTree = (language: Language, text: string, before?: Tree): Tree => {
    const parser = ready.get(language);
    if (!parser) throw new Error(`the grammar of ${language} is not loaded`);
    return parseBounded(parser, text, before);
  };
  const parse = (language: Language, text: string, part?: Range): SyntaxNode => {
    const tree = parseTree(language, part ? text.slice(part.start, part.end) : text);
    const cursor = tree.walk();
    const root = copier.copy(cursor, text, part?.start);
    cursor.delete();
    tree.delete();
    return root;
  };
  return Object.assign(parse, {
    tree: parseTree,
    copy: (cursor: TreeCursor, text: string) => copier.copy(cursor, text),
  });
}
