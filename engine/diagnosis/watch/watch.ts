/** Watches a run: every symptom looks at what the run tells, and what stands is told once. */
import type { EngineEvent } from '../../process/protocol';
import type { Specification } from '../../training/specification/specification';
import type { Context, Finding, Symptom } from '../symptom';
import { symptoms } from '../symptoms.generated';
import { LossHistory } from './loss-history';
import { Memory, type Numbers } from './memory';
import type { Begin, Observation } from './observation';
import { Standing, type Change } from './standing';

export type SymptomEvent = Extract<EngineEvent, { type: 'symptom' }>;

/** A symptom of one run. */
interface Watched {
  symptom: Symptom;
  context: Context<{ patience: number }>;
  standing: Standing;
}

type Look = (observation: Observation, context: Watched['context']) => Finding[] | null;

/** Names what a checkpoint keeps: `diagnosis/<symptom>/<part>/<name>`. */
const PREFIX = 'diagnosis/';
const LOSSES = `${PREFIX}losses`;

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

export class Watch {
  private readonly history: LossHistory;
  private readonly watched: Watched[];
  /** By type of observation, those that look at it. */
  private readonly looking = new Map<Observation['type'], { look: Look; watched: Watched }[]>();

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
    for (const watched of this.watched) this.listen(watched);
    this.observe({ type: 'begin', ...begin });
  }

  observe(observation: Observation): void {
    for (const { look, watched } of this.looking.get(observation.type) ?? []) {
      const findings = look(observation, watched.context);
      if (!findings) continue;
      for (const change of watched.standing.look(observation.step, findings)) {
        this.tell(eventOf(watched.symptom, observation.step, change));
      }
    }
    if (observation.type !== 'step') return;
    const losses = this.history.add(observation.step, observation.loss);
    if (losses) this.observe(losses);
  }

  /** As plain numbers by name, for a checkpoint; they follow from the run alone. */
  save(): Numbers {
    const lasting = this.watched.filter(({ symptom }) => !symptom.isOfProcess);
    const entries = lasting.flatMap(({ symptom: { id }, standing, context: { memory } }) => [
      ...Object.entries(standing.save()).map(
        ([layer, numbers]) => [`${PREFIX}${id}/standing/${layer}`, numbers] as const,
      ),
      ...Object.entries(memory.save()).map(([name, numbers]) => [`${PREFIX}${id}/memory/${name}`, numbers] as const),
    ]);
    return { [LOSSES]: this.history.save(), ...Object.fromEntries(entries) };
  }

  private listen(watched: Watched): void {
    for (const [type, look] of Object.entries(watched.symptom.looks) as [Observation['type'], Look][]) {
      const list = this.looking.get(type) ?? [];
      list.push({ look, watched });
      this.looking.set(type, list);
    }
  }
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
  const standing = new Standing(symptom, thresholds.patience);
  standing.restore(partOf(saved, `${PREFIX}${symptom.id}/standing/`));
  const memory = new Memory(partOf(saved, `${PREFIX}${symptom.id}/memory/`));
  return [{ symptom, standing, context: { thresholds, specification, begin, memory } }];
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
    threshold: finding?.threshold ?? null,
    message: finding?.message ?? gone,
    why,
    fixes: finding?.fixes ?? [],
    gone: finding === null,
  };
}
