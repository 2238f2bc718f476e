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
  'documentedArguments',
] as const;

const shorten = (logs: readonly { length: number }[]): (() => void) => {
  const lengths = logs.map(({ length }) => length);
  return () => {
    logs.forEach((log, i) => (log.length = lengths[i]!));
  };
};

/** Begins a run that may end early: the function that is returned takes back claims that others would have joined. */
export function retracting({ claims, layers, models, passes }: Machine): () => void {
  const takeBack = shorten([claims, layers, models, passes]);
  const first = claims.length;
  return () => {
    const alone = claims.slice(first).filter(({ caller, repeated }) => !caller && !repeated);
    takeBack();
    claims.push(...alone);
  };
}

/** Begins a run of code that may have to be run again: the function that is returned takes back what it told. */
export function attempt(machine: Machine): () => void {
  const { frame, pass } = machine;
  const { exits, yields } = frame;
  const logs: { length: number }[] = [...LOGS.map((name) => machine[name]), exits];
  if (yields) logs.push(yields.values);
  if (pass) logs.push(pass.inner);
  const takeBack = shorten(logs);
  const [claimed, certain, partial] = [frame.claimed && new Map(frame.claimed), yields?.certain ?? true, frame.partial];
  const { products, opaque } = pass ?? {};
  return () => {
    takeBack();
    Object.assign(frame, { claimed, partial });
    if (yields) yields.certain = certain;
    if (pass) Object.assign(pass, { products, opaque });
  };
}
