/** A text, or a folder of texts, for language models: each token is to be told from those before it. */
import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { Problem } from '../../process/problem';
import { encodingSchema, textOf, type Encoding } from '../formats/encoding';
import { CorpusBuilder } from '../text/corpus';
import { TokenWindows } from '../text/token-windows';
import { tokenizers, type Level } from '../text/tokens';
import { defineSource, type SourceData } from './source';

/** Files of a folder at most: each is opened once. */
const MAX_FILES = 100_000;

const count = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

const parameters = v.strictObject({
  level: v.pipe(
    v.optional(v.picklist(['characters', 'words']), 'characters'),
    v.description('What tokens are: characters, or words and marks.'),
  ),
  context: v.pipe(v.optional(count(1, 65_536), 64), v.description('Tokens of one input.')),
  vocabulary: v.pipe(
    v.optional(count(2, 2 ** 20), 20_000),
    v.description('Different tokens at most, the most frequent ones; the others are one unknown token.'),
  ),
  encoding: encodingSchema,
});

/** The file itself, or the .txt files of a folder by their names. */
async function filesAt(path: string): Promise<string[]> {
  const entries = await fs.readdir(path).catch(() => null);
  if (entries === null) return [path];
  const names = entries.filter((name) => name.toLowerCase().endsWith('.txt')).sort();
  if (names.length === 0) throw new Problem('missing-data', `${path} has no .txt files; set data.path to a text`);
  if (names.length > MAX_FILES) {
    throw new Problem('too-large-data', `${path} has more than ${MAX_FILES} texts; join them into one file`);
  }
  return names.map((name) => join(path, name));
}

/** Reads all files; a line ends between two of them. */
async function read(path: string, level: Level, encoding: Encoding): Promise<{ corpus: CorpusBuilder; hash: string }> {
  const corpus = new CorpusBuilder();
  const hash = createHash('sha256');
  const tokenizer = tokenizers[level]();
  const add = (token: string) => {
    corpus.add(token);
  };
  for (const [index, file] of (await filesAt(path)).entries()) {
    if (index > 0) tokenizer.push('\n', add);
    for await (const piece of textOf(file, encoding, (bytes) => hash.update(bytes))) tokenizer.push(piece, add);
  }
  tokenizer.finish(add);
  return { corpus, hash: hash.digest('hex') };
}

const tooShort = (path: string, tokens: number, context: number) =>
  new Problem(
    'unusable-data',
    `${path} has ${tokens} tokens for training, too few for a context of ${context}; set a smaller data.params.context`,
  );

export const source = defineSource({
  id: 'text',
  title: 'A text, or a folder of .txt files, for language models',
  parameters,
  async load({ path, params, validation, test }): Promise<SourceData> {
    if (path === null) throw new Problem('missing-data', 'source "text" reads a file: set data.path to it');
    const { level, context, encoding } = params;
    const { corpus, hash } = await read(path, level, encoding);
    // In the order of the text: training, from which the vocabulary is learned, validation, test.
    const kept = Math.ceil(corpus.length * (1 - test));
    const learned = Math.ceil(kept * (1 - validation));
    const { tokens, vocabulary } = corpus.finish(learned, params.vocabulary);
    const part = (from: number, to: number) => new TokenWindows(tokens.subarray(from, to), context);
    const dataset = part(0, learned);
    if (dataset.count === 0) throw tooShort(path, learned, context);
    return {
      dataset,
      validation: validation > 0 ? part(learned, kept) : null,
      test: test > 0 ? part(kept, tokens.length) : null,
      vocabulary: vocabulary.length,
      target: { kind: 'classes', classes: vocabulary.length, shape: [context] },
      fingerprint: `text:${hash}`,
      names: vocabulary,
    };
  },
});
