import { newSymbol, symbolSerial, type Dimension, type Sort } from '../domain/dimension';
import type { Dialect } from '../libraries/keras/dialect';
import type { Expression, FunctionDefinition, Range } from '../syntax/program';
import { retracting } from './attempt';
import { Budgets } from './budgets';
import type { ClaimRecord, LayerRecord } from './claiming';
import type { CommentNames } from './comment-names';
import type { DocumentedArgument } from './documented-arguments';
import type { Ended } from './ending';
import type { Event } from './event';
import type { Frame } from './frame';
import { joinContents } from './join';
import type { Modules } from './loading';
import type { ModelRecord } from '../models/rows';
import type { Pass, PassRecord } from './passes';
import { Marks } from './marks';
import { current } from './recording';
import type { Refined } from './refinements';
import type { SizeName } from './size-names';
import { Store } from './store';
import type { Attributes, ClassValue, FunctionValue, Instance, Site, Value } from './value';
import type { UnplacedSizes } from './unplaced-sizes';

/** The state of one analysis: the store, the calls under way, and what has been found. */
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
  /** Functions that were called in place of others, where nothing that was found is told. */
  readonly supposed: Marks<FunctionDefinition> = new Marks<FunctionDefinition>(
    (each) =>
      ({ supposed }) =>
        supposed.holds(each),
  );
  /** Functions that code got which is not seen: what calls of the program tell of them is not all. */
  readonly lost: Marks<FunctionDefinition> = new Marks<FunctionDefinition>(
    (each) =>
      ({ lost }) =>
        lost.holds(each),
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
  /** Attributes that were asked for and not there. */
  readonly missed: { attributes: Attributes; name: string }[] = [];
  readonly sizeNames: SizeName[] = [];
  /** Of the program. */
  commentNames: CommentNames = new Map();
  readonly documentedArguments: DocumentedArgument[] = [];
  frames: Frame[] = [];
  /** Above 0 while a loop's body is tried for its effects, or code runs that an exception handler guards. */
  speculative = 0;
  guarded = 0;
  /** Functions under way that others run out of sight, one within the other. */
  hidden = 0;
  /** What is evaluated now that its program waits for. */
  awaited: Expression | undefined;
  /** Whether claims are kept: not for calls that are only assumed. */
  claiming = true;
  /** Whether somebody asks for claims, or for models and their calls. */
  keepsClaims = true;
  keepsModels = true;
  /** Whether a program may change what floats are where it does not say so: by another default, or autocast. */
  mixedPrecision = false;
  /** Whether it may change where tensors are made. */
  mixedDevices = false;
  /** Whether what is not known was told to train or to evaluate: it may be any module. */
  mixedModes = false;
  /** What it puts in place of things of libraries: their names, one a line. */
  replaced = '';
  /** Which Keras it was written for, where it speaks of Keras. */
  keras: Dialect | undefined;
  /** Whether it speaks of PyTorch. */
  usesTorch = false;
  /** Whether a number may be NumPy's. */
  usesNumPy = false;
  /** Whether it may give a tensor itself another shape. */
  reshapesInPlace = false;
  /** The call of a container whose layers are run one by one, and the layer under way. */
  reached: { call: Site; layer: Site } | undefined;
  /** Modules whose first outputs are wanted, and those that they have given. */
  watched: { modules: ReadonlySet<Instance>; outputs: Map<Instance, Value> } | undefined;
  /** Containers under way that call their layers, one within the other. */
  containers = 0;
  /** Alternatives under way of which not all need be taken. */
  branches = 0;
  /** The function that runs with what its author says of its arguments, if one does. */
  belief: { contradicted: boolean } | undefined;
  /** Functions that nothing which certainly may run mentions. */
  unreachable: ReadonlySet<FunctionDefinition> = new Set();
  /** The call that was made last, if it does not return. */
  ended: Ended | undefined;
  /** What tests told on the path under way. */
  refined: Refined | undefined;
  readonly unplaced: UnplacedSizes = new WeakMap();
  /** Turns of the unrolled loops under way, multiplied. */
  turns = 1;
  /** The call of a module under way, and what calls of models have told. */
  pass: Pass | undefined;
  readonly models: ModelRecord[] = [];
  readonly passes: PassRecord[] = [];
  readonly budgets = new Budgets(this);
  /** Whether the program is JavaScript or TypeScript, where numbers, members, calls and names mean something else. */
  javascript = false;
  constructor(
    /** The path of the program that is analysed. */
    readonly main: string,
    readonly modules: Modules,
  ) {}

  get frame(): Frame {
    return this.frames[this.frames.length - 1]!;
  }

  get exhausted(): boolean {
    return this.budgets.exhausted;
  }

  /** Runs `perform` on a node one level deeper and a step later; `otherwise` once a budget is spent. */
  step<N, T>(otherwise: T, perform: (machine: Machine, node: N) => T, node: N): T {
    if (!this.budgets.enter()) return otherwise;
    const result = perform(this, node);
    this.budgets.leave();
    return result;
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
    if ((event.kind !== 'mismatch' && event.kind !== 'reshape') || event.site !== reached?.layer) return event;
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
    if (this.budgets.keepsPass()) this.passes.push(record);
  }

  keepModel(record: () => ModelRecord): void {
    if (this.budgets.keepsModel()) this.models.push(record());
  }

  /** Whether a function runs that nothing calls. */
  get hypothetical(): boolean {
    return this.budgets.hypothetical;
  }

  /**
   * Runs a function that nothing calls, on a budget of its own; false once it is spent. Its effects must be undone.
   * `least`: what the budget is at least. A run that is cut short claims only what has one claim whatever followed.
   */
  entry(action: () => void, least?: number): boolean {
    const takeBack = retracting(this);
    const finished = this.budgets.entry(action, least);
    if (!finished) takeBack();
    return finished;
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
    return this.budgets.apart(() => {
      const { frames, speculative, claiming, reached, turns, branches } = this;
      this.store.apart(() => {
        const own = frame();
        Object.assign(this, { frames: [own], speculative: 0, claiming: true, reached: undefined, turns: 1 });
        action();
      });
      Object.assign(this, { frames, speculative, claiming, reached, turns, branches });
    });
  }

  /** A new symbol; others may have the same name. */
  symbol(name: string, sort?: Sort): Dimension {
    return newSymbol(name, sort);
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
