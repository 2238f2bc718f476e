import type { Analysis, Claim, Finding, Fix, LayerClaim, Seen } from './analysis';
import { ANONYMOUS, readable, SYMBOL, type Dimension, type SymbolAtom } from './domain/dimension';
import { regionAt } from './regions';
import type { Range } from './syntax/program';
import { substitute } from './domain/symbols';
import type { Shape } from './domain/shape';
import type { LayerCall, Model, ModelRow } from './models/models';

/** A program's ranges move with its next text. */
const place = ({ start, end }: Range): Range => ({ start, end });

/** Nothing, for all that is told besides findings. */
export const NOTHING_ELSE: Details = { claims: [], layers: [], models: [], calls: [], imported: [] };

/** What is told besides findings. */
export type Details = Omit<Named, 'findings'>;

/** What is told of a program. */
type Named = Omit<Analysis, keyof Seen | 'unparsed'>;

/**
 * An analysis as it is shown. Findings are there at once, for they are waited for, and come first to names; the rest is
 * worked out when it is first asked for, which must be before the next text of the program.
 * `given`: names that the program has for symbols without one; `functions`: those that have names of their own.
 */
export function named(
  found: readonly Finding[],
  details: () => Details,
  given: ReadonlyMap<string, string>,
  functions: readonly Range[] = [],
): Named {
  const namings = new Namings(given, functions);
  const findings = found.map((finding) => namedFinding(finding, namings.at(finding.range)));
  const rest = once(() => namedDetails(details(), namings));
  return {
    findings,
    get claims() {
      return rest().claims;
    },
    get layers() {
      return rest().layers;
    },
    get models() {
      return rest().models;
    },
    get calls() {
      return rest().calls;
    },
    get imported() {
      return rest().imported;
    },
  };
}

/** Calls `make` when it is first asked, and lets go of it. */
function once<T>(make: () => T): () => T {
  let ask = (): T => {
    const made = make();
    ask = () => made;
    return made;
  };
  return () => ask();
}

const namedDetails = (details: Details, namings: Namings): Details => ({
  claims: details.claims.map((claim) => namedClaim(claim, namings.at(claim.range))),
  layers: details.layers.map((layer) => namedLayer(layer, namings.at(layer.range))),
  models: details.models.map((model) => namedModel(model, namings.another())),
  calls: details.calls.map((call) => namedCall(call, namings.at(call.ranges[0]))),
  imported: details.imported.map(({ path, claims }) => {
    const naming = namings.another();
    return { path, claims: claims.map((claim) => namedClaim(claim, naming)) };
  }),
});

/** Each function has names of its own: a `B` in one is not kept from another, as it is not in the code. */
class Namings {
  private readonly byRegion = new Map<number, Naming>();

  constructor(
    private readonly given: ReadonlyMap<string, string>,
    private readonly functions: readonly Range[],
  ) {}

  at(range: Range | undefined): Naming {
    const region = range ? regionAt(this.functions, range.start) : -1;
    const known = this.byRegion.get(region) ?? this.another();
    this.byRegion.set(region, known);
    return known;
  }

  another(): Naming {
    return new Naming(this.given);
  }
}

const namedClaim = ({ shape, before, range, ...rest }: Claim, naming: Naming): Claim => ({
  ...rest,
  range: place(range),
  shape: shape && naming.shape(shape),
  ...(before && { before: naming.shape(before) }),
});

const namedLayer = ({ range, shape }: LayerClaim, naming: Naming): LayerClaim => ({
  range: place(range),
  shape: shape && naming.shape(shape),
});

const namedRow = (row: ModelRow, naming: Naming): ModelRow => ({
  ...row,
  range: row.range && place(row.range),
  summary: naming.text(row.summary),
  shape: row.shape && naming.shape(row.shape),
  ...namedNumbers(row, naming),
  children: row.children.map((child) => namedRow(child, naming)),
});

const namedModel = (model: Model, naming: Naming): Model => ({
  ...model,
  ...namedRow(model, naming),
  range: place(model.range),
  input: model.input && naming.shape(model.input),
});

const namedCall = (call: LayerCall, naming: Naming): LayerCall => ({
  ranges: call.ranges.map(place),
  input: call.input && naming.shape(call.input),
  output: call.output && naming.shape(call.output),
  ...namedNumbers(call, naming),
});

const namedNumbers = ({ parameters, multiplyAdds }: Pick<ModelRow, 'parameters' | 'multiplyAdds'>, naming: Naming) => ({
  parameters: parameters === null ? null : naming.size(parameters),
  multiplyAdds: multiplyAdds === null ? null : naming.size(multiplyAdds),
});

function namedFinding({ message, range, fix, related, elsewhere, ...rest }: Finding, naming: Naming): Finding {
  const told = <T extends { message: string }>(each: T): T => ({ ...each, message: naming.text(each.message) });
  return {
    ...rest,
    message: naming.text(message),
    range: place(range),
    ...(fix && { fix: namedFix(fix, naming) }),
    ...(related && { related: related.map((each) => ({ ...told(each), range: place(each.range) })) }),
    ...(elsewhere && { elsewhere: elsewhere.map(told) }),
  };
}

const namedFix = ({ title, safe, edits }: Fix, naming: Naming): Fix => ({
  title: naming.text(title),
  safe,
  edits: edits.map(({ range, newText }) => ({ range: place(range), newText: naming.text(newText) })),
});

/**
 * What one analysis calls its symbols: each by its name, or by the name and a number where another came first. So what
 * is shown depends on what is shown alone, and not on the order in which the program was analysed.
 */
class Naming {
  private readonly names = new Map<string, string>();
  private readonly taken = new Set<string>();
  private readonly uses = new Map<string, number>();
  private readonly dimensions = new Map<Dimension, Dimension>();

  constructor(private readonly given: ReadonlyMap<string, string>) {}

  size(size: Dimension): Dimension {
    if (typeof size === 'number') return size;
    const known = this.dimensions.get(size);
    if (known !== undefined) return known;
    const named = substitute(size, (atom) => readable(atom, this.nameOf(atom)));
    this.dimensions.set(size, named);
    return named;
  }

  shape(shape: Shape): Shape {
    const { dimensions } = shape;
    return dimensions.every((size) => typeof size === 'number')
      ? shape
      : { ...shape, dimensions: dimensions.map((size) => this.size(size)) };
  }

  /** A text in which sizes stand. */
  text(text: string): string {
    return text.replace(SYMBOL, (key, name: string) => this.nameOf({ key, name }));
  }

  private nameOf({ key, name }: Pick<SymbolAtom, 'key' | 'name'>): string {
    const known = this.names.get(key);
    if (known !== undefined) return known;
    const found = this.free(this.given.get(key) ?? name);
    this.names.set(key, found);
    this.taken.add(found);
    return found;
  }

  /** `B`, then `B_1`; sizes without a name are `n0`, `n1`. */
  private free(name: string): string {
    for (let uses = this.uses.get(name) ?? 0; ; uses++) {
      const found = name === ANONYMOUS ? `n${uses}` : uses === 0 ? name : `${name}_${uses}`;
      this.uses.set(name, uses + 1);
      if (!this.taken.has(found)) return found;
    }
  }
}
