import { newSymbol, symbolSerial, type Dimension } from '../domain/dimension';
import type { Shape } from '../domain/shape';
import type { FunctionDefinition, Range } from '../syntax/program';
import { retracting } from './attempt';
import type { ClaimRecord, LayerRecord } from './claiming';
import type { DocumentedArgument } from './documented-arguments';
import type { Event } from './event';
import type { Yields } from './generators';
import { joinContents } from './join';
import type { Modules } from './loading';
import type { ModelRecord } from '../models/rows';
import type { Pass, PassRecord } from './passes';
import { Marks } from './marks';
import { current } from './recording';
import type { Refined } from './refinements';
import type { Scope } from './scope';
import type { SizeName } from './size-names';
import { Store, type Changes } from './store';
import type { ClassValue, FunctionValue, Instance, Site, Value } from './value';

/** Evaluations per document: a 1,000-line model takes some 20,000; past it everything is unknown. */
const MAX_STEPS = 200_000;

/** Evaluations of one function that nothing calls; what it would find later is not found. */
const MAX_ENTRY_STEPS = 20_000;

/** Evaluations of all such functions: what a file of models takes whose layers call each other, so that time follows length. */
const ENTRIES_STEPS = 10_000;
const ENTRIES_STEPS_PER_CHARACTER = 0.2;

/** What each has when these are spent: a function of fifty lines by itself. */
const LEAST_ENTRY_STEPS = 500;

/** Calls of the program's functions per document: calls that double with every level reach it within a second. */
const MAX_FUNCTION_CALLS = 20_000;

/** Modules that one program's analysis evaluates: all of torchvision's models take 120. */
export const MAX_MODULES = 300;

/** Calls of modules that are kept: more than a document shows. */
const MAX_PASSES = 5000;

/** Models of one document, a row of the view each; one that grows layer by layer counts with every layer. */
const MAX_MODELS = 300;

/** Nested evaluations: far below what Node's default stack holds, far above what programs need. */
const MAX_DEPTH = 700;

/** Python calls within each other; Python's own limit is 1,000, models stay under 20. */
export const MAX_CALLS = 40;

export interface Exit {
  value: Value;
  changes: Changes;
}

export interface Loop {
  mark: number;
  breaks: Changes[];
  iteration: number;
  continues: Changes[];
}

/** One call of a function, or a module's top level. */
export interface Frame {
  scope: Scope;
  function?: FunctionValue;
  self?: Value;
  mark: number;
  exits: Exit[];
  loops: Loop[];
  /** Symbols with these serials may stand for another number in each turn of a loop; `endless`: of unknown length. */
  changing: { from: number; to: number; endless?: boolean }[];
  /** Shapes that this call has claimed, by place. */
  claimed: Map<string, readonly Shape[]>;
  /** Of a generator: what it gives. */
  yields?: Yields;
  /** The call that led here; for an imported file, the statement of the program that led to its import. */
  caller?: Site;
  /** Alternatives under way when it began. */
  branches: number;
  /** Whether a path of it has ended early, so that what follows may not be reached. */
  partial: boolean;
}

/** What is used of budgets: see the constants above. */
export interface Spent {
  steps: number;
  calls: number;
  entering: number;
  importing: number;
  modulesEvaluated: number;
  models: number;
  passes: number;
}

/** The state of one analysis: the store, the calls under way, the budgets, and what has been found. */
export class Machine {
  readonly store = new Store((contents) => joinContents(contents, this.changed));
  readonly events: Event[] = [];
  readonly claims: ClaimRecord[] = [];
  readonly layers: LayerRecord[] = [];
  readonly functions: FunctionValue[] = [];
  readonly classes: ClassValue[] = [];
  /** Function definitions and containers that were called. */
  readonly called: Marks<object> = new Marks<object>(
    (each) =>
      ({ called }) =>
        called.holds(each),
  );
  /** Those of them that were run although nothing calls them. */
  readonly entered: Marks<object> = new Marks<object>(
    (each) =>
      ({ entered }) =>
        entered.holds(each),
  );
  readonly instances: Instance[] = [];
  /** Containers whose modules were looked at one by one. */
  readonly inspected: Marks<Instance> = new Marks<Instance>(
    (each) =>
      ({ inspected }) =>
        inspected.holds(each),
  );
  /** Instances that no call in the program makes: of classes that nothing constructs. */
  readonly samples: { type: ClassValue; made: readonly Value[] }[] = [];
  /** Those of them that were made with the defaults. */
  readonly assumed: Marks<Instance> = new Marks<Instance>(
    (each) =>
      ({ assumed }) =>
        assumed.holds(each),
  );
  readonly sizeNames: SizeName[] = [];
  readonly documentedArguments: DocumentedArgument[] = [];
  frames: Frame[] = [];
  /** Above 0 while a loop's body is tried for its effects, or code runs that an exception handler guards. */
  speculative = 0;
  guarded = 0;
  /** Whether claims are kept: not for calls that are only assumed. */
  claiming = true;
  /** Whether somebody asks for claims, or for models and their calls. */
  keepsClaims = true;
  keepsModels = true;
  /** Whether a program may change what floats are where it does not say so: by another default, or autocast. */
  mixedPrecision = false;
  /** Whether it may change where tensors are made. */
  mixedDevices = false;
  /** Whether it speaks of PyTorch. */
  usesTorch = false;
  /** The call of a container whose layers are run one by one, and the layer under way. */
  reached: { call: Site; layer: Site } | undefined;
  /** Containers under way that call their layers, one within the other. */
  containers = 0;
  /** Alternatives under way of which not all need be taken. */
  branches = 0;
  /** The function that runs with what its author says of its arguments, if one does. */
  belief: { contradicted: boolean } | undefined;
  /** Functions that nothing which certainly may run mentions. */
  unreachable: ReadonlySet<FunctionDefinition> = new Set();
  /** What tests told on the path under way. */
  refined: Refined = new Map();
  /** Turns of the unrolled loops under way, multiplied. */
  turns = 1;
  /** The call of a module under way, and what calls of models have told. */
  pass: Pass | undefined;
  readonly models: ModelRecord[] = [];
  readonly passes: PassRecord[] = [];
  /** Calls of functions so far. */
  calls = 0;
  /** Imported modules so far. */
  modulesEvaluated = 0;
  /** How often something was left out for lack of a budget that parts of the analysis share. */
  refusals = 0;
  /** Whether the program is JavaScript or TypeScript, where numbers, members, calls and names mean something else. */
  javascript = false;
  private steps = 0;
  private depth = 0;
  /** Steps that functions took which nothing calls. */
  private entering = 0;
  private supposing = 0;
  /** Steps that all of them may take, beyond which each has little. */
  private entriesLimit = ENTRIES_STEPS;
  /** Steps that imported files took. */
  private importing = 0;
  private overflowed = false;
  /** Steps at which the budget under way is spent. */
  private limit = MAX_STEPS;

  constructor(
    /** The path of the program that is analysed. */
    readonly main: string,
    readonly modules: Modules,
  ) {}

  get frame(): Frame {
    return this.frames.at(-1)!;
  }

  get exhausted(): boolean {
    return this.overflowed || this.steps > this.limit || this.calls > MAX_FUNCTION_CALLS;
  }

  /** Runs `perform` on a node one level deeper and a step later; `otherwise` once a budget is spent. */
  step<N, T>(otherwise: T, perform: (machine: Machine, node: N) => T, node: N): T {
    this.steps += 1;
    // What is left out once may have changed anything later.
    this.overflowed ||= this.depth >= MAX_DEPTH;
    if (this.exhausted) return otherwise;
    this.depth += 1;
    const result = perform(this, node);
    this.depth -= 1;
    return result;
  }

  /** Leaves the rest of the analysis out, as if a budget were spent. */
  giveUp(): boolean {
    this.overflowed = true;
    return true;
  }

  site(node: { range: Range }): Site {
    return { path: this.frame.scope.path, range: node.range };
  }

  /** Whether what is found now is told. */
  get telling(): boolean {
    return this.speculative === 0 && this.guarded === 0 && !this.exhausted;
  }

  emit(event: Event): void {
    if (!this.telling) return;
    if (this.belief) {
      if (event.kind !== 'call') this.contradict();
      return;
    }
    const placed = this.placed(event);
    const calledFrom = placed.site.path === this.main ? undefined : this.certainCall();
    this.events.push(calledFrom ? { ...placed, calledFrom } : placed);
  }

  /** What is believed of arguments cannot be where the program certainly fails with them. */
  contradict(): void {
    if (this.belief) this.belief.contradicted = true;
  }

  /** A misfit in a layer of a container stands at the container's call, which is what crashes. */
  private placed(event: Event): Event {
    const { reached } = this;
    if (event.kind === 'call' || event.kind === 'comment' || event.site !== reached?.layer) return event;
    return { ...event, site: reached.call, inside: reached.layer };
  }

  /** Of a place in another file: the call in the program after which it is reached whatever the values are. */
  certainCall(): Site | undefined {
    let { branches } = this;
    for (let i = this.frames.length - 1; i >= 0; i--) {
      const frame = this.frames[i]!;
      if (frame.partial || frame.branches !== branches || frame.scope.path === this.main) return undefined;
      // The frame of a class body or a comprehension has the caller of the one around it.
      if (frame.caller?.path === this.main && this.frames[i - 1]?.caller !== frame.caller) return frame.caller;
      branches = frame.branches;
    }
    return undefined;
  }

  /** Keeps what a call of a module told. */
  keepPass(record: PassRecord): void {
    if (this.passes.length < MAX_PASSES) this.passes.push(record);
    else this.refusals += 1;
  }

  keepModel(record: () => ModelRecord): void {
    if (this.models.length < MAX_MODELS) this.models.push(record());
    else this.refusals += 1;
  }

  /** Whether a function runs that nothing calls. */
  get hypothetical(): boolean {
    return this.supposing > 0;
  }

  /** The functions that nothing calls are those of a program of so many characters. */
  beginEntries(length: number): void {
    this.entriesLimit = ENTRIES_STEPS + length * ENTRIES_STEPS_PER_CHARACTER;
  }

  /**
   * Runs a function that nothing calls, on a budget of its own; false once it is spent. Its effects must be undone.
   * `least`: what the budget is at least. A run that is cut short claims only what has one claim whatever followed.
   */
  entry(action: () => void, least = LEAST_ENTRY_STEPS): boolean {
    const { steps, calls, limit, overflowed, entering } = this;
    const own = Math.min(MAX_ENTRY_STEPS, Math.max(least, this.entriesLimit - entering));
    const takeBack = retracting(this);
    Object.assign(this, { steps: 0, calls: 0, limit: own });
    this.supposing += 1;
    if (own > 0) action();
    this.supposing -= 1;
    const finished = own > 0 && !this.exhausted;
    Object.assign(this, { steps, calls, limit, overflowed, entering: entering + this.steps });
    if (!finished) takeBack();
    this.refusals += Number(!finished && own < MAX_ENTRY_STEPS);
    return finished;
  }

  /** What has been used of the budgets of the whole analysis. */
  get spent(): Spent {
    const { steps, calls, entering, importing, modulesEvaluated, models, passes } = this;
    return { steps, calls, entering, importing, modulesEvaluated, models: models.length, passes: passes.length };
  }

  /** Takes it from the budgets that a part of the analysis once took; false where they do not last. */
  spend({ steps, calls, entering, importing, modulesEvaluated, models, passes }: Spent): boolean {
    const lasts =
      !this.exhausted &&
      this.steps + steps <= this.limit &&
      this.calls + calls <= MAX_FUNCTION_CALLS &&
      this.entering + entering <= this.entriesLimit &&
      this.importing + importing <= MAX_STEPS &&
      this.modulesEvaluated + modulesEvaluated <= MAX_MODULES &&
      this.models.length + models <= MAX_MODELS &&
      this.passes.length + passes <= MAX_PASSES;
    if (lasts) {
      this.steps += steps;
      this.calls += calls;
      this.entering += entering;
      this.importing += importing;
      this.modulesEvaluated += modulesEvaluated;
    }
    return lasts;
  }

  /** What the analysis so far says, which is remembered as something that the part under way depends on. */
  asked<T>(ask: (machine: Machine) => T): T {
    const answer = ask(this);
    current.recording?.ask({ ask, answer });
    return answer;
  }

  /** Runs what may not be reached. */
  perhaps<T>(doubtful: boolean, action: () => T): T {
    this.branches += Number(doubtful);
    const result = action();
    this.branches -= Number(doubtful);
    return result;
  }

  /**
   * Runs the top level of an imported file, on a budget of its own and with effects that last; false once the budget
   * is spent.
   */
  apart(frame: () => Frame, action: () => void): boolean {
    this.refusals += Number(this.importing > MAX_STEPS);
    if (this.importing > MAX_STEPS) return false;
    const { steps, calls, frames, speculative, claiming, reached, turns, branches, overflowed, limit } = this;
    const outer = { steps, calls, frames, speculative, claiming, reached, turns, branches, overflowed, limit };
    this.store.apart(() => {
      const own = frame();
      Object.assign(this, { steps: 0, calls: 0, frames: [own], speculative: 0, claiming: true, reached: undefined });
      Object.assign(this, { turns: 1, overflowed: false, limit: MAX_STEPS });
      action();
    });
    const spent = this.exhausted;
    this.importing += this.steps;
    Object.assign(this, outer);
    return !spent;
  }

  /** A new symbol; others may have the same name. */
  symbol(name: string, size = true): Dimension {
    return newSymbol(name, size);
  }

  /** Whether claims are dropped now. */
  get silent(): boolean {
    return this.speculative > 0 || this.exhausted || !this.claiming;
  }

  /** Where the symbols of the loop of unknown length begin that is under way; past all where there is none. */
  get changed(): number {
    return this.frames.at(-1)?.changing.find(({ to, endless }) => endless && to === Infinity)?.from ?? Infinity;
  }

  get serial(): number {
    return symbolSerial();
  }
}
