/** Why the device "tensorflow" cannot start: each reason in one line with its next step, for `nabla doctor` and a run alike. */
import * as tf from '@tensorflow/tfjs-core';
import { missingLibrary, remedyOf } from './libraries';

export const PACKAGE = '@tensorflow/tfjs-node-gpu';

/** Names a folder in whose node_modules the package is looked for first; the extension gives its own. */
export const FOLDER_VARIABLE = 'NABLA_TENSORFLOW_DIR';

type Reason = 'not-installed' | 'addon-missing' | 'addon-unloadable' | 'other-version' | 'not-started';

/** Thrown by the factories below; `message` is one line for people. */
class TensorflowError extends Error {
  override readonly name = 'TensorflowError';

  constructor(
    /** A stable name that programs can test. */
    readonly reason: Reason,
    what: string,
    nextStep: string,
    options?: ErrorOptions,
  ) {
    super(`the backend "tensorflow" cannot start: ${what}; ${nextStep}, or use --backend auto`, options);
  }
}

/** How to install the package, in the words of VS Code and of the command line. */
function install(): string {
  const folder = process.env[FOLDER_VARIABLE];
  const call = `\`npm install --prefix ${folder ?? 'DIR'} ${PACKAGE}@${tf.version_core}\``;
  const hint = folder ? '' : ` with ${FOLDER_VARIABLE}=DIR`;
  return `call "Nabla: Install TensorFlow GPU Backend…" in VS Code or ${call}${hint}`;
}

export const notInstalled = (): TensorflowError =>
  new TensorflowError('not-installed', `${PACKAGE} is not installed`, install());

export const otherVersion = (version: string, folder: string): TensorflowError =>
  new TensorflowError(
    'other-version',
    `${folder} is version ${version}, and the engine's tfjs is ${tf.version_core}`,
    install(),
  );

export const addonMissing = (folder: string): TensorflowError =>
  new TensorflowError(
    'addon-missing',
    `the native library of ${folder} is missing, because its installation was interrupted or could not download it`,
    `remove the folder, then ${install()}`,
  );

/** @param cause the dynamic loader's error, which names what it did not find */
export function addonUnloadable(cause: Error, folder: string): TensorflowError {
  const library = missingLibrary(cause.message);
  const what = library ? `${library} was not found` : firstLine(cause.message);
  const step = (library && remedyOf(library)) ?? `remove the folder, then ${install()}`;
  return new TensorflowError('addon-unloadable', `the native library of ${folder} does not load (${what})`, step, {
    cause,
  });
}

/** @param cause what its code threw, or said, after its native library had loaded */
export const notStarted = (cause: unknown): TensorflowError =>
  new TensorflowError(
    'not-started',
    `${PACKAGE} fails when it starts (${firstLine(cause instanceof Error ? cause.message : String(cause))})`,
    install(),
    { cause },
  );

const firstLine = (text: string): string => text.split('\n', 1)[0]!.trim();
