import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Language as Grammar, Parser, type Tree } from '@vscode/tree-sitter-wasm';
import type { Language, Range } from './program';
import { plainTree, type SyntaxNode } from './tree';

const FILES: Record<Language, string> = {
  python: 'tree-sitter-python.wasm',
  javascript: 'tree-sitter-javascript.wasm',
  typescript: 'tree-sitter-typescript.wasm',
  tsx: 'tree-sitter-tsx.wasm',
};

/** Parses every language of {@link Language}. */
export interface Grammars {
  /** `part`: what of the text is parsed, as if it stood alone; all of it by default. */
  (language: Language, text: string, part?: Range): SyntaxNode;
  /** `before`: the tree of another text, told what has changed. Whoever asks deletes the tree. */
  tree(language: Language, text: string, before?: Tree): Tree;
}

/** Where the .wasm files lie: beside the bundle, or (in tests) in the package that brings them. */
function grammarFolder(): string {
  if (existsSync(join(__dirname, 'tree-sitter.wasm'))) return __dirname;
  return dirname(require.resolve('@vscode/tree-sitter-wasm'));
}

let loaded: Promise<Grammars> | undefined;

/** Loads the runtime and all grammars (2 MB), once: the runtime is one per process. */
export function loadGrammars(): Promise<Grammars> {
  loaded ??= load(grammarFolder());
  return loaded;
}

async function load(folder: string): Promise<Grammars> {
  await Parser.init({ locateFile: (file: string) => join(folder, file) });
  const parsers = new Map<Language, Parser>();
  for (const language of Object.keys(FILES) as Language[]) {
    parsers.set(language, new Parser().setLanguage(await Grammar.load(join(folder, FILES[language]))));
  }
  const parseTree = (language: Language, text: string, before?: Tree): Tree => {
    const tree = parsers.get(language)?.parse(text, before);
    if (!tree) throw new Error(`no tree for ${language}`);
    return tree;
  };
  const parse = (language: Language, text: string, part?: Range): SyntaxNode => {
    const tree = parseTree(language, part ? text.slice(part.start, part.end) : text);
    const root = plainTree(tree, text, part?.start);
    tree.delete();
    return root;
  };
  return Object.assign(parse, { tree: parseTree });
}
