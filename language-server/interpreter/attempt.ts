import type { Machine } from './machine';

/** What tells of a run, in the order in which it happened. */
export const LOGS = [
  'events',
  'claims',
  'layers',
  'functions',
  'classes',
  'instances',
  'samples',
  'models',
  'passes',
  'sizeNames',
] as const;

/** Begins a run of code that may have to be run again: the function that is returned takes back what it told. */
export function attempt(machine: Machine): () => void {
  const { frame, pass } = machine;
  const { exits, yields } = frame;
  const logs: { length: number }[] = [...LOGS.map((name) => machine[name]), exits];
  if (yields) logs.push(yields.values);
  if (pass) logs.push(pass.inner);
  const lengths = logs.map(({ length }) => length);
  const [claimed, certain, partial] = [new Map(frame.claimed), yields?.certain ?? true, frame.partial];
  const { products, opaque } = pass ?? {};
  return () => {
    logs.forEach((log, i) => (log.length = lengths[i]!));
    Object.assign(frame, { claimed, partial });
    if (yields) yields.certain = certain;
    if (pass) Object.assign(pass, { products, opaque });
  };
}
