/** What an exported file says of itself: what to feed it, in which order and made how, and what comes out. */
import { basename, isAbsolute } from 'node:path';
import type { Signature } from '../../../data/signature';
import type { Trained } from './trained';

/** Where missing values are filled: inside the model, or before its inputs go in. */
type FilledBy = 'model' | 'caller';

const UNFILLED = 'the training data had no missing value: NaN in an input makes the logits NaN';

const missing: Record<FilledBy, string> = {
  model: "NaN is a missing value: the model takes its channel's fill instead",
  caller: "NaN is a missing value: put its channel's fill in its place, before normalization",
};

/** The channels of the last axis, in order, each with what makes its numbers. */
const channelsOf = ({ names, categories, units, filling }: Signature) =>
  names?.map((name, at) => ({
    name,
    ...(Object.hasOwn(categories, name) && { categories: categories[name] }),
    ...(Object.hasOwn(units, name) && { unit: units[name] }),
    ...(filling && { fill: filling[at] }),
  }));

/** Of a place on this machine (a user's module) only the file's name goes with a file that others get. */
const withoutFolders = (params: Trained['params']): Trained['params'] =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' && isAbsolute(value) ? basename(value) : value,
    ]),
  );

/** By name, as JSON has it; what the data does not say is left out. */
export function metadataOf(trained: Trained, filledBy: FilledBy): Record<string, unknown> {
  const { run, step, architecture, params, normalization, signature } = trained;
  const { task, names, filling } = signature;
  const isTokens = task.vocabulary !== null;
  const { target } = task;
  return {
    ...{ run, step, architecture, params: withoutFolders(params), normalization, target },
    input: task.inputShape,
    ...(names && (isTokens ? { tokens: names } : { channels: channelsOf(signature) })),
    ...('names' in target && { classes: target.names }),
    ...(!isTokens && { missing: filling ? missing[filledBy] : UNFILLED }),
  };
}

/** The same for files that keep texts: all that is none, as JSON. */
export const textsOf = (metadata: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(metadata).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );

/** What a user is told of inputs that a table's columns became. */
export const notesOf = ({ signature: { task, names, filling } }: Trained, filledBy: FilledBy): string[] => [
  ...(names && task.vocabulary === null ? ['its metadata says which channels an input has, in which order'] : []),
  ...(filling && filledBy === 'caller' ? ["missing values must be filled first, with its metadata's numbers"] : []),
];
