import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import * as v from 'valibot';
import * as vscode from 'vscode';
import type { EngineEvent } from '../engine/process/protocol';
import type { FormValues } from '../webviews/train/contract';
import type { EngineProcess } from './processes/engine';
import { explainExit } from './processes/exit';

/** A workspace with more specifications than this is searched no further. */
const MOST_SPECIFICATIONS = 100;
const SPECIFICATIONS = '**/*.nabla.json';
const NOT_SPECIFICATIONS = '{**/node_modules/**,**/.nabla/**}';

/** What can be trained. */
export interface Source {
  /** What the form calls it: a recipe's id, a specification's place in the workspace. */
  id: string;
  /** A recipe's id or the path of a specification, as the engine takes it. */
  source: string;
  label: string;
  group: 'Recipes' | 'This workspace';
  defaults: FormValues;
}

type Recipes = Extract<EngineEvent, { type: 'catalogue' }>['recipes'];

/** The numbers of a specification that the form shows; the engine checks the whole when it trains. */
const peekSchema = v.object({
  optimizer: v.optional(v.object({ learningRate: v.optional(v.number()) })),
  training: v.optional(
    v.object({ epochs: v.optional(v.number()), batchSize: v.optional(v.number()), seed: v.optional(v.number()) }),
  ),
});

async function peek(path: string): Promise<FormValues> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), peekSchema), text);
  const { training = {}, optimizer = {} } = result.success ? result.output : {};
  const { epochs = null, batchSize = null, seed = null } = training;
  return { epochs, batchSize, seed, learningRate: optimizer.learningRate ?? null };
}

async function specification(uri: vscode.Uri): Promise<Source> {
  const label = vscode.workspace.asRelativePath(uri);
  return { id: label, source: uri.fsPath, label, group: 'This workspace', defaults: await peek(uri.fsPath) };
}

/** What can be trained here: the engine's recipes, asked for once, and the workspace's specifications. */
export class Catalogue {
  #recipes: Promise<Recipes> | undefined;

  constructor(private readonly launch: () => EngineProcess) {}

  /** @throws one line about the engine when it does not answer */
  async sources(): Promise<Source[]> {
    const [recipes, files] = await Promise.all([
      this.#askOnce(),
      vscode.workspace.findFiles(SPECIFICATIONS, NOT_SPECIFICATIONS, MOST_SPECIFICATIONS),
    ]);
    const known = recipes.map(({ id, title, defaults }): Source => {
      return { id, source: id, label: title, group: 'Recipes', defaults };
    });
    const own = await Promise.all(files.map(specification));
    return [...known, ...own.sort((a, b) => a.label.localeCompare(b.label))];
  }

  /** The source of that name: a recipe's id, a path, or a specification's file name. */
  async find(name: string): Promise<Source | undefined> {
    const sources = await this.sources();
    return sources.find(({ source }) => source === name || basename(source) === name);
  }

  #askOnce(): Promise<Recipes> {
    this.#recipes ??= this.#ask().catch((error: unknown) => {
      this.#recipes = undefined;
      throw error;
    });
    return this.#recipes;
  }

  #ask(): Promise<Recipes> {
    return new Promise((resolve, reject) => {
      const engine = this.launch();
      engine.event.on((event) => {
        if (event.type === 'catalogue') resolve(event.recipes);
        if (event.type === 'error') reject(new Error(event.message));
        engine.dispose();
      });
      engine.exit.on((exit) => {
        reject(new Error(explainExit(exit)));
      });
      engine.send({ type: 'list' });
    });
  }
}
