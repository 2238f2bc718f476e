/** A run's signature in its folder: what was trained can be used without the data that it was trained on. */
import * as v from 'valibot';
import { signatureSchema, type Signature } from '../data/signature';
import { unwritable } from '../storage/append';
import { readJson, writeJson, type RunFolder } from '../storage/run-folder';

const NAME = 'signature.json';

/** It names every channel and class: of a hundred thousand there are some megabytes. */
const MAX_BYTES = 2 ** 24;

/** @throws Problem if the disk refuses it */
export function keepSignature(folder: RunFolder, signature: Signature): void {
  try {
    writeJson(folder, NAME, signature);
  } catch (error) {
    throw unwritable(`${folder.path}/${NAME}`, error);
  }
}

/** Undefined where the run has none that can be read: the data says it too. */
export function keptSignature(folder: RunFolder): Signature | undefined {
  const decoded = v.safeParse(signatureSchema, readJson(folder, NAME, undefined, MAX_BYTES));
  return decoded.success ? decoded.output : undefined;
}
