/** Watches a run: every symptom looks at what the run tells, and what stands is told once. */
import type { EngineEvent } from '../../process/protocol';
import type { Specification } from '../../training/specification/specification';
import { finite } from '../../training/sums';
import type { Context, Finding, Symptom } from '../symptom';
import { symptoms } from '../symptoms.generated';
import { LossHistory } from './loss-history';
import { Memory, type Numbers } from './memory';
import type { Begin, Observation } from './observation';
import { Standing, type Change } from './standing';

export type SymptomEvent = Extract<EngineEvent, { type: 'symptom' }>;

type Type = Observation['type'];
type Look = (observation: Observation, context: Watched['context']) => Finding[] | null;

/** One of a symptom's looks; each has findings of its own. */
interface Looking {
  type: Type;
  look: Look;
  standing: Standing;
}

/** A symptom of one run. */
interface Watched {
  symptom: Symptom;
  context: Context<{ patience: number }>;
  looks: Looking[];
}

/** Names what a checkpoint keeps: `diagnosis/<symptom>/<part>/<name>`. */
const PREFIX = 'diagnosis/';
const LOSSES = `${PREFIX}losses`;

export class Watch {
  private readonly history: LossHistory;
  private readonly watched: Watched[];
  /** By type of observation, those that look at it. */
  private readonly looking = new Map<Type, { watched: Watched; looking: Looking }[]>();

  /** @param saved what {@link Watch.save} gave of the run that is gone on with, among other numbers */
  constructor(
    specification: Specification,
    begin: Begin,
    private readonly tell: (event: SymptomEvent) => void,
    saved: Numbers = {},
  ) {
    this.history = new LossHistory(begin.batchSize);
    this.history.restore(saved[LOSSES] ?? []);
    this.watched = symptoms.flatMap((symptom) => watch(symptom, specification, begin, saved));
    for (const watched of this.watched) {
      for (const looking of watched.looks) {
        this.looking.set(looking.type, [...(this.looking.get(looking.type) ?? []), { watched, looking }]);
      }
    }
    this.observe({ type: 'begin', ...begin });
  }

  observe(observation: Observation): void {
    for (const { watched, looking } of this.looking.get(observation.type) ?? []) {
      const findings = looking.look(observation, watched.context);
      if (!findings || (findings.length === 0 && looking.standing.isEmpty)) continue;
      for (const change of looking.standing.look(observation.step, findings)) {
        this.tell(eventOf(watched.symptom, observation.step, change));
      }
    }
    if (observation.type !== 'step') return;
    const losses = this.history.add(observation.step, observation.loss);
    if (losses) this.observe(losses);
  }

  /** The run trains with another base of its schedule than it was specified: fixes start from it. */
  setLearningRate(learningRate: number): void {
    for (const { context } of this.watched) {
      const { specification } = context;
      context.specification = { ...specification, optimizer: { ...specification.optimizer, learningRate } };
    }
  }

  /** As plain numbers by name, for a checkpoint; they follow from the run alone. */
  save(): Numbers {
    const lasting = this.watched.filter(({ symptom }) => !symptom.isOfProcess);
    return Object.assign({ [LOSSES]: this.history.save() }, ...lasting.map(savedOf)) as Numbers;
  }
}

const placeOf = (id: string, part: string): string => `${PREFIX}${id}/${part}/`;

const named = (numbers: Numbers, place: string): Numbers =>
  Object.fromEntries(Object.entries(numbers).map(([name, list]) => [place + name, list]));

function savedOf({ symptom: { id }, looks, context: { memory } }: Watched): Numbers {
  const standing = looks.map((one) => named(one.standing.save(), placeOf(id, one.type)));
  return Object.assign(named(memory.save(), placeOf(id, 'memory')), ...standing) as Numbers;
}

/** One symptom's part of the saved numbers. */
function partOf(saved: Numbers, prefix: string): Numbers {
  const entries = Object.entries(saved).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(entries.map(([name, numbers]) => [name.slice(prefix.length), [...numbers]]));
}

/** Nothing where the specification switches the symptom off. */
function watch(symptom: Symptom, specification: Specification, begin: Begin, saved: Numbers): Watched[] {
  const thresholds = specification.diagnosis[symptom.id] ?? false;
  if (thresholds === false) return [];
  const memory = new Memory(partOf(saved, placeOf(symptom.id, 'memory')));
  const looks = (Object.entries(symptom.looks) as [Type, Look][]).map(([type, look]) => {
    const standing = new Standing(symptom, thresholds.patience);
    standing.restore(partOf(saved, placeOf(symptom.id, type)));
    return { type, look, standing };
  });
  return [{ symptom, context: { thresholds, specification, begin, memory }, looks }];
}

function eventOf(symptom: Symptom, step: number, { layer, since, severity, finding }: Change): SymptomEvent {
  const { id, title, equation: why } = symptom;
  const gone = `${title} no longer shows${layer === null ? '' : ` in ${layer}`}`;
  return {
    type: 'symptom',
    id,
    severity,
    step,
    since,
    layer,
    measured: finding && finite(finding.measured),
    threshold: finding && finite(finding.threshold),
    message: finding?.message ?? gone,
    why,
    fixes: finding?.fixes ?? [],
    gone: finding === null,
  };
}
