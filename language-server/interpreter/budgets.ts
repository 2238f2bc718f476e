/** Evaluations per document: a 1,000-line model takes some 20,000; past it everything is unknown. */
const MAX_STEPS = 200_000;

/** Evaluations of one function that nothing calls; what it would find later is not found. */
const MAX_ENTRY_STEPS = 20_000;

/** Evaluations of all such functions: what a file of models takes whose layers call each other, so that time follows length. */
const ENTRIES_STEPS = 6000;
const ENTRIES_STEPS_PER_CHARACTER = 0.15;

/** What each has when these are spent: a function of fifty lines by itself. */
const LEAST_ENTRY_STEPS = 500;

/** Calls of the program's functions per document: calls that double with every level reach it within a second. */
const MAX_FUNCTION_CALLS = 20_000;

/**
 * Evaluations of the top level of one imported file, and of all that one program imports: all of torchvision's models
 * take 18,000, most of them 3,000. Some packages make thousands of things, as units with every prefix are.
 */
const MAX_MODULE_STEPS = 20_000;
const MAX_IMPORTING_STEPS = 30_000;

/** Modules that one program's analysis evaluates: all of torchvision's models take 120. */
const MAX_MODULES = 300;

/**
 * Characters of all of them: as many as torchvision has. They stay parsed for the next program; in a package whose files
 * all import all the others, each would else be parsed anew for each of them.
 */
const MAX_READ = 1_800_000;

/** Calls of modules that are kept: more than a document shows. */
const MAX_PASSES = 5000;

/** Models of one document, a row of the view each; one that grows layer by layer counts with every layer. */
const MAX_MODELS = 300;

/** Nested evaluations: far below what Node's default stack holds, far above what programs need. */
const MAX_DEPTH = 700;

/** Python calls within each other; Python's own limit is 1,000, models stay under 20. */
export const MAX_CALLS = 40;

/** What is counted against budgets: see the constants above. */
const COUNTED = ['steps', 'calls', 'entering', 'importing', 'read', 'modulesEvaluated', 'models', 'passes'] as const;

/** What is used of budgets. */
export type Spent = Record<(typeof COUNTED)[number], number>;

/** What of an analysis is kept in lists that have a greatest length. */
interface Kept {
  readonly models: readonly unknown[];
  readonly passes: readonly unknown[];
}

/** What one analysis may take: evaluations, depth, calls, imported modules, things kept. */
export class Budgets {
  /** Whether the budget under way is spent: what follows is unknown. */
  exhausted = false;
  /** How often something was left out for lack of a budget that parts of the analysis share. */
  refusals = 0;
  private steps = 0;
  private depth = 0;
  /** Calls of functions so far. */
  private calls = 0;
  /** Imported modules so far. */
  private modulesEvaluated = 0;
  /** Characters of imported modules so far. */
  private read = 0;
  /** Steps that functions took which nothing calls. */
  private entering = 0;
  private supposing = 0;
  /** Steps that all of them may take, beyond which each has little. */
  private entriesLimit = ENTRIES_STEPS;
  /** Steps that imported files took, and whether the budget under way is that of one. */
  private importing = 0;
  private imports = false;
  /** Whether something was left out, which may have changed anything later: a budget of its own changes nothing of that. */
  private overflowed = false;
  /** Steps at which the budget under way is spent. */
  private limit = MAX_STEPS;

  constructor(private readonly kept: Kept) {}

  /** Whether a function runs that nothing calls. */
  get hypothetical(): boolean {
    return this.supposing > 0;
  }

  /** A step later and, until {@link leave}, a level deeper; false once a budget is spent. */
  enter(): boolean {
    if (this.depth >= MAX_DEPTH) this.giveUp();
    if (++this.steps > this.limit) this.exhausted = true;
    if (this.exhausted) return false;
    this.depth += 1;
    return true;
  }

  leave(): void {
    this.depth -= 1;
  }

  call(): void {
    if (++this.calls > MAX_FUNCTION_CALLS) this.exhausted = true;
  }

  /** Leaves the rest of the analysis out, as if a budget were spent. */
  giveUp(): void {
    this.overflowed = true;
    this.exhausted = true;
  }

  /** Whether another module may be evaluated. */
  module(): boolean {
    this.modulesEvaluated += 1;
    return this.modulesEvaluated <= MAX_MODULES && this.read <= MAX_READ;
  }

  /** A module of so many characters has been read. */
  reads(length: number): void {
    this.read += length;
  }

  /** Whether another call of a module, or another model, may be kept. */
  keepsPass(): boolean {
    return this.keeps(this.kept.passes.length < MAX_PASSES);
  }

  keepsModel(): boolean {
    return this.keeps(this.kept.models.length < MAX_MODELS);
  }

  private keeps(fits: boolean): boolean {
    this.refusals += Number(!fits);
    return fits;
  }

  /** The functions that nothing calls are those of a program of so many characters. */
  beginEntries(length: number): void {
    this.entriesLimit = ENTRIES_STEPS + length * ENTRIES_STEPS_PER_CHARACTER;
  }

  /** A function that nothing calls, on a budget of its own that is at least `least`; false once it is spent. */
  entry(action: () => void, least = LEAST_ENTRY_STEPS): boolean {
    const { steps, calls, limit, exhausted, overflowed, entering } = this;
    const own = Math.min(MAX_ENTRY_STEPS, Math.max(least, this.entriesLimit - entering));
    Object.assign(this, { steps: 0, calls: 0, limit: own, exhausted: overflowed });
    this.supposing += 1;
    if (own > 0) action();
    this.supposing -= 1;
    const finished = own > 0 && !this.exhausted;
    Object.assign(this, { steps, calls, limit, exhausted, overflowed, entering: entering + this.steps });
    this.refusals += Number(!finished && own < MAX_ENTRY_STEPS);
    return finished;
  }

  /** The top level of an imported file, on a budget of its own; false once it is spent. */
  apart(action: () => void): boolean {
    const { steps, calls, limit, exhausted, overflowed, imports } = this;
    const own = Math.min(MAX_MODULE_STEPS, this.importingLeft);
    Object.assign(this, { steps: 0, calls: 0, limit: own, exhausted: own <= 0, overflowed: false, imports: true });
    if (own > 0) action();
    const finished = !this.exhausted;
    this.refusals += Number(!finished && this.limit < MAX_MODULE_STEPS);
    this.importing += this.steps;
    Object.assign(this, { steps, calls, limit, exhausted, overflowed, imports });
    if (imports) this.limit = Math.min(limit, this.importingLeft);
    return finished;
  }

  private get importingLeft(): number {
    return MAX_IMPORTING_STEPS - this.importing;
  }

  /** What has been used of the budgets of the whole analysis. */
  get spent(): Spent {
    const { steps, calls, entering, importing, read, modulesEvaluated, kept } = this;
    const { models, passes } = kept;
    return { steps, calls, entering, importing, read, modulesEvaluated, models: models.length, passes: passes.length };
  }

  /** Takes it from the budgets that a part of the analysis once took; false where they do not last. */
  spend({ steps, calls, entering, importing, read, modulesEvaluated, models, passes }: Spent): boolean {
    const lasts =
      !this.exhausted &&
      this.steps + steps <= this.limit &&
      this.calls + calls <= MAX_FUNCTION_CALLS &&
      this.entering + entering <= this.entriesLimit &&
      importing <= this.importingLeft &&
      this.read + read <= MAX_READ &&
      this.modulesEvaluated + modulesEvaluated <= MAX_MODULES &&
      this.kept.models.length + models <= MAX_MODELS &&
      this.kept.passes.length + passes <= MAX_PASSES;
    if (lasts) {
      this.steps += steps;
      this.calls += calls;
      this.entering += entering;
      this.importing += importing;
      this.read += read;
      this.modulesEvaluated += modulesEvaluated;
    }
    return lasts;
  }
}

/** What was used between two moments. */
export function difference(after: Spent, before: Spent): Spent {
  const used = { ...after };
  for (const each of COUNTED) used[each] -= before[each];
  return used;
}
