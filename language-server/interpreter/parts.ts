import type { Dialect } from '../libraries/keras/dialect';
import { restartSymbols } from '../domain/dimension';
import { LOGS } from './attempt';
import { difference, type Spent } from './budgets';
import type { Machine } from './machine';
import type { Marks } from './marks';
import type { Instance } from './value';
import { Recording } from './recording';
import { cellsMade } from './store';

/** Symbols that one part of an analysis can make: far more than its steps allow. */
const MAX_SYMBOLS = 2 ** 26;

/** Numbers left free between two parts, for those that come between them later. */
const GAP = 64;

/** Analyses for which a part is kept that none of them has. */
const MAX_UNUSED = 8;

/**
 * Cells that the parts of a document keep together, some 400 bytes each with what leads to them: 5,000 lines of models
 * take 180,000. A document that takes more by itself is analysed afresh each time.
 */
const MAX_KEPT = 500_000;

const MARKS = ['called', 'entered', 'inspected', 'assumed', 'supposed', 'lost'] as const;

/** The lists that a part adds to. */
const lists = (machine: Machine): unknown[][] => [
  ...LOGS.map((name) => machine[name] as unknown[]),
  machine.frame.changing,
];

/** What a part that is a statement of a module leaves in the machine. */
interface Flags {
  partial: boolean;
  mixedPrecision: boolean;
  mixedDevices: boolean;
  mixedModes: boolean;
  replaced: string;
  keras: Dialect | undefined;
}

/** A part of an analysis that can be done again without running it. */
interface Part {
  order: number;
  recording: Recording;
  /** Whether a path goes on after it. */
  goesOn: boolean;
  before: Flags;
  after: Flags;
  added: unknown[][];
  marked: object[][];
  spent: Spent;
  repeatable: boolean;
  /** What it keeps, in cells. */
  size: number;
  /** Analyses since the last one that had it. */
  unused: number;
}

/**
 * An analysis in parts: statements of the module, and functions that nothing calls. A part whose program is what it was
 * when the document was analysed before, and that finds what it found then, is not run again: what it did is done once
 * more. So an edit costs what depends on it, and the outcome is the one of a fresh analysis.
 */
export class Parts {
  /** Of the analyses before. */
  private known = new Map<object, Part>();
  /** Of the one under way, left or over, in their order. */
  private done = new Map<object, Part>();
  private order = 0;
  /** The last order of those before. */
  private last = 0;
  /** Whether the one under way was not left. */
  private ended = true;
  /** Cells that the last analysis keeps. */
  kept = 0;
  /** Those that were run by the last analysis. */
  readonly ran: object[] = [];
  /** Instances that there were after each part. */
  private readonly made: number[] = [];

  /** `records`: whether another analysis of the document may follow. */
  constructor(private records: boolean) {}

  /** Restores the state before the last analysis; false where that is not possible. */
  begin(): boolean {
    const parts = [...this.done.values()];
    if (!this.records || parts.some(({ recording }) => recording.lasting)) return false;
    for (const { recording } of parts.reverse()) recording.undo();
    this.known = new Map([...[...this.unused()].reverse(), ...this.done]);
    this.last = Math.max(this.last, this.order);
    this.done = new Map();
    this.order = 0;
    this.ended = false;
    this.kept = 0;
    this.ran.length = 0;
    this.made.length = 0;
    return true;
  }

  /** Parts that were not done last time may be wanted again: what is typed half hides what follows. */
  private *unused(): Generator<[object, Part]> {
    let { kept } = this;
    // Those of the latest analyses come last.
    for (const [key, part] of [...this.known].reverse()) {
      part.unused += Number(this.ended);
      if (this.done.has(key) || part.unused > MAX_UNUSED) continue;
      kept += part.size;
      if (kept <= MAX_KEPT) yield [key, part];
    }
  }

  /** Runs a part of the program, or does again what it did. `key`: the part of the program. */
  run(machine: Machine, key: object, action: () => boolean): boolean {
    const goesOn = this.perform(machine, key, action);
    this.made.push(machine.instances.length);
    return goesOn;
  }

  /** The instances that each part has made. */
  together(instances: readonly Instance[]): Instance[][] {
    return this.made.map((end, i) => instances.slice(this.made[i - 1] ?? 0, end)).filter((each) => each.length > 0);
  }

  private perform(machine: Machine, key: object, action: () => boolean): boolean {
    const known = this.known.get(key);
    if (known && this.repeats(machine, known)) {
      this.repeat(machine, key, known);
      return known.goesOn;
    }
    this.order += this.order < this.last ? 1 : GAP;
    restartSymbols(this.order * MAX_SYMBOLS);
    machine.frame.claimed = undefined;
    this.ran.push(key);
    return this.records ? this.record(machine, key, action) : action();
  }

  /** What follows is not done again, but makes symbols of its own. */
  end(): void {
    this.ended = true;
    this.order += 1;
    restartSymbols(this.order * MAX_SYMBOLS);
  }

  private repeats(machine: Machine, part: Part): boolean {
    return (
      part.repeatable &&
      part.order > this.order &&
      isSame(flags(machine), part.before) &&
      part.recording.holds(machine) &&
      machine.budgets.spend(part.spent)
    );
  }

  private repeat(machine: Machine, key: object, part: Part): void {
    part.recording.redo();
    lists(machine).forEach((list, i) => {
      for (const each of part.added[i]!) list.push(each);
    });
    MARKS.forEach((name, i) => {
      for (const each of part.marked[i]!) (machine[name] as Marks<object>).add(each);
    });
    const { partial, ...others } = part.after;
    Object.assign(machine, others);
    machine.frame.partial = partial;
    this.order = part.order;
    part.unused = 0;
    this.keep(key, part);
  }

  private record(machine: Machine, key: object, action: () => boolean): boolean {
    const { spent, refusals } = machine.budgets;
    const before = flags(machine);
    const cells = cellsMade();
    const lengths = lists(machine).map(({ length }) => length);
    const marks = MARKS.map((name) => machine[name].added.length);
    const { recording, result } = Recording.of(action, () => machine.store.written());
    machine.store.settle();
    this.keep(key, {
      order: this.order,
      recording,
      goesOn: result,
      before,
      after: flags(machine),
      added: lists(machine).map((list, i) => list.slice(lengths[i])),
      marked: MARKS.map((name, i) => machine[name].added.slice(marks[i])),
      spent: difference(machine.budgets.spent, spent),
      repeatable: machine.budgets.refusals === refusals && !machine.exhausted,
      size: cellsMade() - cells + recording.size,
      unused: 0,
    });
    return result;
  }

  /** Past what may be kept nothing is: the next analysis begins anew. */
  private keep(key: object, part: Part): void {
    this.kept += part.size;
    this.done.set(key, part);
    if (this.kept <= MAX_KEPT) return;
    this.records = false;
    this.done.clear();
    this.known.clear();
  }
}

const flags = ({ mixedPrecision, mixedDevices, mixedModes, replaced, keras, frame: { partial } }: Machine): Flags => ({
  partial,
  mixedPrecision,
  mixedDevices,
  mixedModes,
  replaced,
  keras,
});

const isSame = (a: Flags, b: Flags): boolean =>
  a.partial === b.partial &&
  a.mixedPrecision === b.mixedPrecision &&
  a.mixedDevices === b.mixedDevices &&
  a.mixedModes === b.mixedModes &&
  a.replaced === b.replaced &&
  a.keras === b.keras;
