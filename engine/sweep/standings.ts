/** How the configurations of a sweep stand: best first, each over its seeds. */
import { decodeEvent } from '../process/protocol';
import { readEvents } from '../storage/event-log';
import type { Measures } from '../training/sums';
import { byConfiguration, contestants, scoreAt, scoreOf, type Better, type Rung } from './rungs';
import { spreadOf, spreadsOf } from './spread';
import type { Standing, Trial } from './trial';

/** The last rung that each configuration came to and has a score at. */
function rungsReached(rungs: readonly Rung[], trials: readonly Trial[], better: Better): Map<number, number> {
  const reached = new Map<number, number>();
  for (const rung of rungs.keys()) {
    for (const members of byConfiguration(contestants(rungs, trials, rung, better))) {
      const isOver = members.every((trial) => scoreAt(trial, rung) !== undefined);
      if (isOver) reached.set(members[0]!.configuration, rung);
    }
  }
  return reached;
}

interface Placed {
  standing: Standing;
  rung: number;
  score: number | null;
}

function place(members: readonly Trial[], rung: number): Placed {
  const [first] = members;
  const measured = members.flatMap(({ metrics }) => (metrics ? [metrics] : []));
  return {
    rung,
    score: rung < 0 ? null : scoreOf(members, rung),
    standing: {
      configuration: first!.configuration,
      settings: first!.settings,
      trials: members.map(({ trial }) => trial),
      epochs: Math.min(...members.map(({ epochs }) => epochs)),
      steps: members.reduce((sum, { steps }) => sum + steps, 0),
      seconds: members.reduce((sum, { seconds }) => sum + seconds, 0),
      objective: spreadOf(members.map((trial) => scoreAt(trial, Math.max(0, trial.scores.length - 1)))),
      measures: spreadsOf(measured),
      bands: [],
    },
  };
}

/** What got further comes first, then what is better; without a score last. */
export function standingsOf(rungs: readonly Rung[], trials: readonly Trial[], better: Better): Standing[] {
  const reached = rungsReached(rungs, trials, better);
  const sign = better === 'lower' ? 1 : -1;
  const value = ({ score }: Placed) => (score === null ? Infinity : sign * score);
  const isLost = ({ score }: Placed) => Number(score === null);
  return byConfiguration(trials)
    .map((members) => place(members, reached.get(members[0]!.configuration) ?? -1))
    .sort((a, b) => isLost(a) - isLost(b) || b.rung - a.rung || compare(value(a), value(b)))
    .map(({ standing }) => standing);
}

/** Infinity − Infinity is no number. */
const compare = (a: number, b: number): number => (a === b ? 0 : a - b);

type Epoch = Record<'train' | 'validation', Measures>;

/** What a run measured after each epoch; one that was trained again after a crash counts as it was last. */
function epochsOf(folder: string): Map<number, Epoch> {
  const epochs = new Map<number, Epoch>();
  for (const line of readEvents(folder)) {
    const event = decodeEvent(line);
    if (event.ok && event.value.type === 'epoch') epochs.set(event.value.epoch, event.value);
  }
  return epochs;
}

/** Mean and deviation after each epoch that all of these runs have done. */
export function bandsOf(folders: readonly string[]): Standing['bands'] {
  const runs = folders.map(epochsOf);
  const common = [...(runs[0]?.keys() ?? [])].filter((epoch) => runs.every((run) => run.has(epoch)));
  return common
    .sort((a, b) => a - b)
    .map((epoch) => ({
      epoch,
      measures: spreadsOf(
        runs.map((run) => ({ train: run.get(epoch)!.train, validation: run.get(epoch)!.validation })),
      ),
    }));
}
