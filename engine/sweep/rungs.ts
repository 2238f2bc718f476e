/**
 * When trials are compared and which go on: successive halving (Jamieson & Talwalkar, 2016), of which a sweep that
 * trains all its trials to the end is the case of one rung. Pure functions of what the trials have reached, so that a
 * sweep goes on from its results alone, and no decision depends on which process ended first.
 */
import type { Method } from './sweep';
import type { Trial } from './trial';

export interface Rung {
  /** How many configurations get here. */
  configurations: number;
  /** Epochs after which its trials are compared; null is the end of the run. */
  epochs: number | null;
}

export type Better = 'higher' | 'lower';

/**
 * n/ηᵏ configurations train r·ηᵏ epochs, k = 0, 1, …; the last ones, or a single one that is left, train to the end.
 * @param epochs of a whole run
 */
export function rungsOf(method: Method, configurations: number, epochs: number): Rung[] {
  if (method.type !== 'halving') return [{ configurations, epochs: null }];
  const { eta, leastEpochs } = method;
  const rungs: Rung[] = [];
  for (let k = 0; ; k++) {
    const left = Math.max(1, Math.floor(configurations / eta ** k));
    const until = leastEpochs * eta ** k;
    if (left === 1 || until >= epochs) return [...rungs, { configurations: left, epochs: null }];
    rungs.push({ configurations: left, epochs: until });
  }
}

/** Undefined where it has not been measured, null where it was not finite; a run that has ended keeps its last. */
export function scoreAt({ status, scores }: Trial, rung: number): number | null | undefined {
  return status === 'finished' ? (scores[rung] ?? scores.at(-1)) : scores[rung];
}

const isLost = ({ status }: Trial): boolean => status === 'failed' || status === 'crashed';

/** The trials of each configuration, in order. */
export function byConfiguration(trials: readonly Trial[]): Trial[][] {
  const groups = new Map<number, Trial[]>();
  for (const trial of trials) groups.set(trial.configuration, [...(groups.get(trial.configuration) ?? []), trial]);
  return [...groups.values()];
}

/** The mean over its seeds; null where one of them failed or is not finite: it cannot be relied on. */
export function scoreOf(members: readonly Trial[], rung: number): number | null {
  const scores = members.map((trial) => (isLost(trial) ? null : (scoreAt(trial, rung) ?? null)));
  if (scores.includes(null)) return null;
  return scores.reduce<number>((sum, score) => sum + score!, 0) / scores.length;
}

/** Best first; of equals the one with the lower number. Those without a score are left out. */
function rank(scores: readonly { configuration: number; score: number | null }[], better: Better): number[] {
  const sign = better === 'lower' ? 1 : -1;
  return scores
    .filter(({ score }) => score !== null)
    .sort((a, b) => sign * (a.score! - b.score!) || a.configuration - b.configuration)
    .map(({ configuration }) => configuration);
}

/** The trials that get to a rung, once the one before is over. */
export function contestants(rungs: readonly Rung[], trials: readonly Trial[], rung: number, better: Better): Trial[] {
  if (rung === 0) return [...trials];
  const before = byConfiguration(contestants(rungs, trials, rung - 1, better));
  const scores = before.map((members) => ({
    configuration: members[0]!.configuration,
    score: scoreOf(members, rung - 1),
  }));
  const promoted = new Set(rank(scores, better).slice(0, rungs[rung]!.configurations));
  return trials.filter(({ configuration }) => promoted.has(configuration));
}

/** The rung that is not over, and its trials that have still to be trained; null at the end. */
export function due(
  rungs: readonly Rung[],
  trials: readonly Trial[],
  better: Better,
): { rung: number; trials: Trial[] } | null {
  for (const rung of rungs.keys()) {
    const left = contestants(rungs, trials, rung, better).filter(
      (trial) => !isLost(trial) && scoreAt(trial, rung) === undefined,
    );
    if (left.length > 0) return { rung, trials: left };
  }
  return null;
}

/**
 * What a sweep that goes on begins with: what was interrupted waits again, and what crashed is given another chance,
 * so that the sweep comes to the decisions that it would have come to without the crash.
 */
export const revived = (trials: readonly Trial[]): Trial[] =>
  trials.map((trial) => {
    if (!['running', 'stopped', 'crashed'].includes(trial.status)) return trial;
    return { ...trial, status: trial.run === null ? 'waiting' : 'stopped', message: null };
  });

/** Epochs that are still to be trained, if no further trial fails or ends early. */
export function epochsLeft(rungs: readonly Rung[], trials: readonly Trial[], better: Better): number {
  const now = due(rungs, trials, better);
  if (!now) return 0;
  const until = (rung: number, whole: number) => rungs[rung]?.epochs ?? whole;
  const running = now.trials.reduce((sum, { epochs, of }) => sum + Math.max(0, until(now.rung, of) - epochs), 0);
  const { of } = now.trials[0]!;
  const seeds = trials.length / rungs[0]!.configurations;
  const later = rungs.slice(now.rung + 1).map(({ configurations }, index) => {
    const rung = now.rung + 1 + index;
    return configurations * seeds * (until(rung, of) - until(rung - 1, of));
  });
  return later.reduce((sum, epochs) => sum + epochs, running);
}
