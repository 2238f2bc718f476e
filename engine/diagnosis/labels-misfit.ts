import * as v from 'valibot';
import { defineSymptom, patience, type Finding } from './symptom';
import { fittingModel, proposed } from './watch/fixes';
import type { Begin } from './watch/observation';
import { show } from './watch/show';

/** What an activation can give: least and most. */
const ranges: Readonly<Record<string, readonly [least: number, most: number]>> = {
  relu: [0, Infinity],
  relu6: [0, 6],
  elu: [-1, Infinity],
  softplus: [0, Infinity],
  sigmoid: [0, 1],
  hardSigmoid: [0, 1],
  softmax: [0, 1],
  tanh: [-1, 1],
  softsign: [-1, 1],
};

/** These losses apply the last activation themselves, and so want logits. */
const OF_LOGITS = /crossEntropy|focal/i;

type Clause = Pick<Finding, 'measured' | 'threshold' | 'message'> & { severity?: 'warning' };

/** Numbers that the output cannot reach. */
function unreachable({ targets, layers }: Begin): Clause | null {
  const { name, activation } = layers.at(-1)!;
  const [least, most] = ranges[activation] ?? [-Infinity, Infinity];
  const { minimum, maximum } = targets!;
  if (minimum >= least && maximum <= most) return null;
  const isHigh = maximum > most;
  const [measured, threshold] = isHigh ? [maximum, most] : [minimum, least];
  const bound = isHigh ? 'at most' : 'at least';
  return {
    measured,
    threshold,
    message: `a target is ${show(measured)}, but ${name} gives ${bound} ${show(threshold)} behind its ${activation}`,
  };
}

function missingClass({ targets, outputs }: Begin): Clause | null {
  const { maximum } = targets!;
  if (maximum < Math.max(2, outputs)) return null;
  const message = `a label is ${maximum}, but the last layer has ${outputs} outputs (threshold: labels below that)`;
  return { measured: maximum, threshold: outputs - 1, message };
}

/** A squashed output that is taken for logits can be sure of nothing: a softmax over 0…1 is nearly flat. */
function squashedLogits({ layers, loss }: Begin): Clause | null {
  const { name, activation } = layers.at(-1)!;
  const range = ranges[activation];
  if (!range || !OF_LOGITS.test(loss)) return null;
  const [least, most] = range;
  const message = `${name} ends in ${activation}, but ${loss} takes logits and applies its own (threshold: no activation)`;
  return { measured: Math.min(most, Number.MAX_VALUE) - least, threshold: Infinity, message, severity: 'warning' };
}

const checks: Readonly<Record<NonNullable<Begin['targets']>['kind'], readonly ((begin: Begin) => Clause | null)[]>> = {
  classes: [missingClass, squashedLogits],
  numbers: [unreachable],
  boxes: [],
};

export const symptom = defineSymptom({
  id: 'labelsMisfit',
  title: 'Labels that do not fit the output',
  severity: 'error',
  equation: 'cross-entropy',
  thresholds: v.strictObject({ patience: patience(1) }),
  looks: {
    begin(begin, { specification }) {
      if (!begin.targets || begin.layers.length === 0) return null;
      const clauses = checks[begin.targets.kind].flatMap((check) => check(begin) ?? []);
      const layer = begin.layers.at(-1)!.name;
      return clauses.map((clause) => ({ layer, ...clause, fixes: proposed(specification, fittingModel) }));
    },
  },
});
