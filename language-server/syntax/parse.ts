import { finish, type Steps } from '../steps';
import type { Grammars } from './grammars';
import type { Language, Program } from './program';
import { piecesIn, programOf } from './pieces';

/** Longer files are generated or data; parsing them would stall an editor. */
export const MAX_TEXT = 2_000_000;

export interface Document {
  path: string;
  language: Language;
  text: string;
}

/** The document's program; an empty one where the text is longer than {@link MAX_TEXT}. Never throws. */
export const parse = (grammars: Grammars, document: Document): Program => finish(parsing(grammars, document));

/** The same in steps. */
export function* parsing(grammars: Grammars, { language, text }: Document): Steps<Program> {
  if (text.length > MAX_TEXT) return { language, statements: [], comments: [], unparsed: [] };
  return programOf(yield* piecesIn(grammars, language, text), language);
}

const LANGUAGES: [RegExp, Language][] = [
  [/\.pyi?$/i, 'python'],
  [/\.[cm]?js$/i, 'javascript'],
  [/\.[cm]?ts$/i, 'typescript'],
  [/\.[jt]sx$/i, 'tsx'],
];

/** The language of a file by its ending; undefined where it is none of ours. */
export const languageOf = (path: string): Language | undefined => LANGUAGES.find(([ending]) => ending.test(path))?.[1];
