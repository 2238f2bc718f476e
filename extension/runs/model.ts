import type { EngineEvent } from '../../engine/process/protocol';
import type { Point, RunStatus, RunSummary } from '../../webviews/monitor/contract';
import { isBetter } from './better';
import { Series } from './series';
import { withSymptom } from './symptoms';

type Event<Type extends EngineEvent['type']> = Extract<EngineEvent, { type: Type }>;
/** Changes of the specification that mend a symptom. */
export type Fix = Event<'symptom'>['fixes'][number];
type Measures = Record<string, number | null>;

const ENDED: readonly RunStatus[] = ['stopped', 'finished', 'failed', 'interrupted'];

/** Whether nothing trains a run of this status any more. */
export const hasEnded = (status: RunStatus): boolean => ENDED.includes(status);

/** The engine's lines follow a program's name on a terminal; here they stand alone. */
const sentence = (line: string): string => line.charAt(0).toUpperCase() + line.slice(1);

/** A symptom is told once a layer. */
const placeOf = (symptom: string, layer: string | null): string => JSON.stringify([symptom, layer]);

function empty(title: string): RunSummary {
  return {
    run: '',
    title,
    device: '',
    status: 'starting',
    epoch: 0,
    epochs: 0,
    step: 0,
    steps: 0,
    parameters: 0,
    samplesPerSecond: 0,
    learningRate: null,
    baseRate: null,
    lowerRate: null,
    seconds: 0,
    secondsLeft: null,
    stoppable: false,
    resumable: false,
    message: null,
    symptoms: [],
    metrics: {},
    best: {},
  };
}

/** A run as the views show it, folded from the engine's events: the same whether they come live or from its log. */
export class RunModel {
  readonly series = new Map<string, Series>();
  /** What a resume from an earlier step left behind, by the name it had and the resume's number. */
  readonly abandoned = new Map<string, Point[]>();
  #summary: RunSummary;
  #resumes = 0;
  #hasCheckpoint = false;
  /** Of the symptoms that stand, by {@link placeOf}. */
  readonly #fixes = new Map<string, readonly Fix[]>();
  /** Seconds of training before the present process, and the step that it began at. */
  #earlierSeconds = 0;
  #firstStep = 0;

  /** What an event changes, by its type. */
  readonly #folds: { readonly [Type in EngineEvent['type']]?: (event: Event<Type>) => void } = {
    started: (event) => {
      this.#started(event);
    },
    step: (event) => {
      this.#step(event);
    },
    epoch: (event) => {
      this.#epoch(event);
    },
    validation: ({ step, epoch, validation }) => {
      this.#add('validation', step, validation);
      this.#measure({ validation });
      this.#keepBest(validation, epoch);
    },
    measures: (event) => {
      this.#measures(event);
    },
    symptom: (event) => {
      this.#fixes.set(placeOf(event.id, event.layer), event.fixes);
      this.#set({ symptoms: withSymptom(this.#summary.symptoms, event) });
    },
    paused: ({ reason }) => {
      if (reason !== null) this.say(sentence(reason));
      // Only the window whose process trains it can let it go on.
      this.#set({ status: 'paused', secondsLeft: null, resumable: this.#summary.stoppable });
      if (this.#summary.resumable) this.#set({ lowerRate: this.#lowerRate() });
    },
    resumed: ({ step }) => {
      if (step < this.#summary.step) this.#abandonAfter(step);
      this.#set({ step, status: 'running', message: null, resumable: false, lowerRate: null });
    },
    learningRate: ({ learningRate }) => {
      this.#set({ baseRate: learningRate });
    },
    checkpoint: () => {
      this.#hasCheckpoint = true;
    },
    notice: ({ message }) => {
      this.say(sentence(message));
    },
    done: (event) => {
      this.#done(event);
    },
    error: ({ message }) => {
      this.end('failed', sentence(message));
    },
  };

  constructor(title: string) {
    this.#summary = empty(title);
  }

  get summary(): RunSummary {
    return this.#summary;
  }

  /** Folds one event in; those that concern no run change nothing. */
  apply(event: EngineEvent): void {
    const fold = this.#folds[event.type] as ((event: EngineEvent) => void) | undefined;
    fold?.(event);
  }

  /** Forgets all that was folded in: the log that it came from is another now. */
  startOver(): void {
    this.series.clear();
    this.#fixes.clear();
    this.abandoned.clear();
    [this.#resumes, this.#hasCheckpoint, this.#earlierSeconds, this.#firstStep] = [0, false, 0, 0];
    this.#summary = empty(this.#summary.title);
  }

  /** What mends a symptom that stands, the best first. */
  fixesOf(symptom: string, layer: string | null): readonly Fix[] {
    const { symptoms } = this.#summary;
    const stands = symptoms.some((one) => one.id === symptom && one.layer === layer);
    return stands ? (this.#fixes.get(placeOf(symptom, layer)) ?? []) : [];
  }

  /** A process is being started for it. */
  starting(): void {
    this.#set({ status: 'starting', message: null, secondsLeft: null, stoppable: true, resumable: false });
  }

  /** A stop was asked for and not answered yet. */
  stopping(): void {
    this.#set({ status: 'stopping', secondsLeft: null });
  }

  /** Nothing trains it any more. */
  end(status: RunStatus, message: string | null): void {
    const resumable = this.#hasCheckpoint && status !== 'finished';
    this.#set({ status, message, secondsLeft: null, stoppable: false, resumable, lowerRate: null });
  }

  /** It ended without a save; `how` says why, and whether it can go on is added. */
  cutOff(status: RunStatus, how: string): void {
    const next = this.#hasCheckpoint ? 'Resume goes on from the last checkpoint.' : 'No checkpoint was made yet.';
    this.end(status, `${how} ${next}`);
  }

  /** Shows a line without changing the status; null clears it. */
  say(message: string | null): void {
    this.#set({ message });
  }

  #started(event: Event<'started'>): void {
    const { run, title, device, epochs, parameters, step, learningRate: baseRate = null } = event;
    this.#abandonAfter(step);
    this.#earlierSeconds = this.#summary.seconds;
    this.#firstStep = step;
    if (step > 0) this.#hasCheckpoint = true;
    const steps = epochs * event.stepsPerEpoch;
    // What came after the checkpoint is told again, if it comes again.
    const symptoms = this.#summary.symptoms.filter(({ since }) => since <= step);
    this.#set({
      symptoms,
      baseRate,
      run,
      title,
      device,
      epochs,
      parameters,
      step,
      steps,
      status: 'running',
      resumable: false,
    });
  }

  /** Half the present one, where what paused the run is that it left the finite numbers. */
  #lowerRate(): number | null {
    const { symptoms, baseRate } = this.#summary;
    const isNotFinite = symptoms.some(({ id }) => id === 'notFinite');
    return isNotFinite && baseRate !== null ? baseRate / 2 : null;
  }

  #abandonAfter(step: number): void {
    if (this.#summary.run === '') return;
    this.#resumes++;
    for (const [name, series] of this.series) {
      const points = series.cut(step);
      if (points.length > 1) this.abandoned.set(`${name}~${this.#resumes}`, points);
    }
  }

  #step(event: Event<'step'>): void {
    const { step, epoch, learningRate, samplesPerSecond } = event;
    const train = { loss: event.loss, ...event.metrics };
    this.#add('train', step, train);
    const seconds = this.#earlierSeconds + event.seconds;
    this.#set({ step, epoch, learningRate, samplesPerSecond, seconds, secondsLeft: this.#secondsLeft(event) });
    this.#measure({ train });
  }

  #secondsLeft({ step, seconds }: { step: number; seconds: number }): number | null {
    const done = step - this.#firstStep;
    if (this.#summary.status !== 'running' || done <= 0) return null;
    return (Math.max(0, this.#summary.steps - step) * seconds) / done;
  }

  #epoch({ step, epoch, train, validation, seconds }: Event<'epoch'>): void {
    this.#add('validation', step, validation);
    this.#set({ step, epoch, seconds: this.#earlierSeconds + seconds });
    this.#measure({ train, validation });
    this.#keepBest(validation, epoch);
  }

  #measures({ step, seconds, train, validation, test }: Event<'measures'>): void {
    const parts = { train, validation, test };
    for (const [part, measures] of Object.entries(parts)) this.#add(part, step, measures);
    this.#set({ step, seconds });
    this.#measure(parts);
  }

  /** Of an epoch's end, or within it. */
  #keepBest(validation: Measures, epoch: number): void {
    const { best } = this.#summary;
    const better = Object.entries(validation).flatMap(([name, value]) => {
      const before = Object.hasOwn(best, name) ? best[name] : undefined;
      const isNew = value !== null && (!before || isBetter(name, value, before.value));
      return isNew ? [[name, { value, epoch }] as const] : [];
    });
    if (better.length > 0) this.#set({ best: { ...best, ...Object.fromEntries(better) } });
  }

  #done({ run, reason, metrics, steps }: Event<'done'>): void {
    this.#set({ run, step: steps });
    // Of a run that was stopped within an epoch, the latest step says more than the mean of the epoch's beginning.
    this.#measure(reason === 'finished' ? metrics : { ...metrics, train: {} });
    this.end(reason, reason === 'finished' ? null : this.#summary.message);
  }

  #add(part: string, step: number, measures: Measures): void {
    for (const [name, value] of Object.entries(measures)) {
      const key = `${part}/${name}`;
      const series = this.series.get(key) ?? new Series();
      this.series.set(key, series);
      series.add(step, value);
    }
  }

  #measure(metrics: Record<string, Measures>): void {
    const filled = Object.entries(metrics).filter(([, measures]) => Object.keys(measures).length > 0);
    this.#set({ metrics: { ...this.#summary.metrics, ...Object.fromEntries(filled) } });
  }

  #set(change: Partial<RunSummary>): void {
    this.#summary = { ...this.#summary, ...change };
  }
}
