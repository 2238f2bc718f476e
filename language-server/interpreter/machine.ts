import { symbol, symbolsOf, symbolSerial, type Dimension } from '../domain/dimension';
import { mayBeConfused, type Shape } from '../domain/shape';
import type { Expression, Range, Statement } from '../syntax/program';
import type { Event } from './event';
import { joinContents } from './join';
import type { Scope } from './scope';
import { Store, type Changes } from './store';
import { UNKNOWN, type ClassValue, type FunctionValue, type Instance, type Site, type Value } from './value';

/** Evaluations per document: a 1,000-line model takes some 20,000; past it everything is unknown. */
const MAX_STEPS = 400_000;

/** Calls of the program's functions per document: calls that double with every level reach it within a second. */
const MAX_FUNCTION_CALLS = 20_000;

/** Nested evaluations: far below what Node's default stack holds, far above what programs need. */
const MAX_DEPTH = 700;

/** Python calls within each other; Python's own limit is 1,000, models stay under 20. */
export const MAX_CALLS = 40;

/** Turns of a loop whose claims are compared with each other. */
const MAX_COMPARED = 32;

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
  /** Symbols with these serials may stand for another number in each turn of a loop. */
  changing: { from: number; to: number }[];
  /** Shapes that this call has claimed, by place. */
  claimed: Map<string, readonly Shape[]>;
  /** The call that led here. */
  caller?: Site;
}

export interface ClaimRecord {
  path: string;
  name: string;
  statement: Range;
  target: Range;
  shape: Shape | null;
  /** What the target held before the statement. */
  before?: Shape;
  caller?: Site;
}

/** What a layer gave that stands inside a container; the range is of the call that makes it. */
export interface LayerRecord extends Site {
  shape: Shape | null;
}

/** The state of one analysis: the store, the calls under way, the budgets, and what has been found. */
export class Machine {
  readonly store = new Store(joinContents);
  readonly events: Event[] = [];
  readonly claims: ClaimRecord[] = [];
  readonly layers: LayerRecord[] = [];
  readonly functions: FunctionValue[] = [];
  readonly classes: ClassValue[] = [];
  /** Function definitions and containers that were called. */
  readonly called = new Set<object>();
  readonly instances: Instance[] = [];
  /** Containers whose modules were looked at one by one. */
  readonly inspected = new Set<Instance>();
  /** Instances that no call in the program makes: of classes that nothing constructs. */
  readonly samples = new Map<ClassValue, readonly Value[]>();
  /** Those of them that were made with the defaults. */
  readonly assumed = new Set<Instance>();
  readonly frames: Frame[] = [];
  /** Above 0 while a loop's body is tried for its effects, or code runs that an exception handler guards. */
  speculative = 0;
  guarded = 0;
  /** Whether claims are kept: not for calls that are only assumed. */
  claiming = true;
  /** The call of a container whose layers are run one by one: a layer's misfit stands at the layer, not here. */
  through: Site | undefined;
  /** Turns of the unrolled loops under way, multiplied. */
  turns = 1;
  /** Calls of functions so far. */
  calls = 0;
  private steps = 0;
  private depth = 0;
  private readonly names = new Map<string, number>();

  constructor(readonly load: (module: string, from: string) => Value) {}

  get frame(): Frame {
    return this.frames.at(-1)!;
  }

  get exhausted(): boolean {
    return this.steps > MAX_STEPS || this.calls > MAX_FUNCTION_CALLS;
  }

  /** Runs `evaluate` one level deeper and a step later; `otherwise` once a budget is spent. */
  step<T>(otherwise: T, evaluate: () => T): T {
    this.steps += 1;
    if (this.exhausted || this.depth >= MAX_DEPTH) return otherwise;
    this.depth += 1;
    try {
      return evaluate();
    } finally {
      this.depth -= 1;
    }
  }

  site(node: { range: Range }): Site {
    return { path: this.frame.scope.path, range: node.range };
  }

  emit(event: Event): void {
    if (this.speculative === 0 && this.guarded === 0 && !this.exhausted) this.events.push(event);
  }

  /** A new symbol with the name wanted, or the name and a number where it is taken. */
  symbol(name: string, size = true): Dimension {
    const uses = this.names.get(name) ?? 0;
    this.names.set(name, uses + 1);
    return symbol(uses === 0 ? name : `${name}_${uses}`, size);
  }

  claim(statement: Statement, name: string, target: Expression, value: Value, before: Value = UNKNOWN): void {
    if (this.silent || (value.kind !== 'tensor' && value.kind !== 'unknown')) return;
    const { scope, caller } = this.frame;
    const [old, shape] = [this.shapeOf(before), this.shapeOf(value)];
    const confused = this.confused(`${target.range.start} ${name}`, shape);
    this.claims.push({
      path: scope.path,
      name,
      statement: statement.range,
      target: target.range,
      shape: confused ? null : shape,
      ...(old && { before: old }),
      ...(caller && { caller }),
    });
  }

  claimLayer({ path, range }: Site, value: Value): void {
    if (!this.silent) this.layers.push({ path, range, shape: this.shapeOf(value) });
  }

  private get silent(): boolean {
    return this.speculative > 0 || this.exhausted || !this.claiming;
  }

  private shapeOf(value: Value): Shape | null {
    if (value.kind !== 'tensor' || !this.stable(value.shape)) return null;
    return value.shape;
  }

  /** Whether this call has already claimed another shape there that the same sizes may fit: symbols would be confused. */
  private confused(place: string, shape: Shape | null): boolean {
    const { claimed } = this.frame;
    const before = claimed.get(place) ?? [];
    claimed.set(place, shape ? [...before.slice(-MAX_COMPARED), shape] : before);
    return shape !== null && before.slice(-MAX_COMPARED).some((other) => mayBeConfused(shape, other));
  }

  /** Whether every symbol keeps its value throughout this call. */
  private stable({ open, dimensions }: Shape): boolean {
    const changes = (serial: number): boolean =>
      this.frame.changing.some(({ from, to }) => from <= serial && serial < to);
    return open || !dimensions.some((dimension) => symbolsOf(dimension).some(changes));
  }

  get serial(): number {
    return symbolSerial();
  }
}
