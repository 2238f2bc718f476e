/**
 * Failures of the machine or the call, by the code of their problem, not of the trial: another time it may succeed.
 */
const PASSING: ReadonlySet<string> = new Set([
  // The process before may still be saving.
  'run-locked',
  // The disk is full, or refuses for now.
  ...['unsaved-checkpoint', 'unwritable-log', 'unwritable-runs', 'unwritable-scratch', 'unwritable-cache'],
  // A drive that has gone, or too many files are open.
  'unreadable-data',
  ...['out-of-memory', 'device-unavailable', 'device-lost', 'data-worker'],
  // Whoever resumes the sweep may vouch for the code.
  'untrusted-code',
]);

export const isPassing = (code: string): boolean => PASSING.has(code);
