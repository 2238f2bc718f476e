/**
 * The messages of an event file, as far as scalars need them.
 * Source: tensorflow/core/util/event.proto and tensorflow/core/framework/{summary,tensor}.proto
 */
import { encode, type Fields } from '../protobuf-writer';

/** The first record of every file says this. */
const VERSION = 'brain.Event:2';

/** A program begins, perhaps anew from an earlier step. */
export const SESSION_START = 1;

const value: Fields = { tag: [1, 'text'], simpleValue: [2, 'float'] };
const summary: Fields = { values: [1, value] };
const session: Fields = { status: [1, 'int'] };
const event: Fields = {
  wallTime: [1, 'double'],
  step: [2, 'int'],
  fileVersion: [3, 'text'],
  summary: [5, summary],
  session: [7, session],
};

/** When a step was: seconds since 1970, and its number. */
export interface Moment {
  wallTime: number;
  step: number;
}

/** What a file begins with. */
export const versionEvent = (wallTime: number): Buffer => encode(event, { wallTime, fileVersion: VERSION });

/** Values by tag; they are kept as float32. */
export const scalarEvent = (moment: Moment, scalars: Iterable<readonly [tag: string, value: number]>): Buffer =>
  encode(event, {
    ...moment,
    summary: { values: Array.from(scalars, ([tag, simpleValue]) => ({ tag, simpleValue })) },
  });

/** Tells readers that what was logged from this step on was of a run that was given up. */
export const restartEvent = (moment: Moment): Buffer =>
  encode(event, { ...moment, session: { status: SESSION_START } });
