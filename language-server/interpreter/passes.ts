import type { Shape } from '../domain/shape';
import { productOf, type Count } from '../libraries/cost';
import { total } from '../libraries/counts';
import type { Call } from '../libraries/library';
import { multiplyAddsOf } from '../models/multiply-adds';
import { parametersOf } from '../models/parameters';
import { modelOf } from '../models/rows';
import type { Arguments } from './arguments';
import { shapeOf } from './claiming';
import type { Machine } from './machine';
import { isLayer } from './modules';
import { elementsOf, sourcesIn, tell } from './provenance';
import type { Instance, Site, Tensor, Value } from './value';

type Given = Pick<Arguments, 'positional' | 'named'>;

/** One call of a module, with those that it made of its own. */
export interface Pass {
  instance: Instance;
  site: Site;
  given: Given;
  input: (position: number, name: string) => Shape | undefined;
  output: Shape | undefined;
  inner: Pass[];
  /** Multiply-adds of the functions that it called itself. */
  products: Count;
  /** Whether a call in it was of something unknown, which may compute anything. */
  opaque: boolean;
  /** Whether it may not be reached, or be reached more than once. */
  doubtful: boolean;
  branches: number;
  frames: number;
}

/** What one call of a module did. */
export interface PassRecord {
  site: Site;
  /** Where the module was made. */
  made: Site;
  input: Shape | undefined;
  output: Shape | undefined;
  parameters: Count;
  multiplyAdds: Count;
}

/** Runs a call of `instance` and keeps what is known of it. */
export function passing(
  machine: Machine,
  instance: Value,
  { given, site }: { given: Given; site: Site },
  run: () => Value,
): Value {
  if (!machine.keepsModels || !isLayer(instance) || machine.speculative > 0 || machine.exhausted) return run();
  const outer = machine.pass;
  const pass = begin(machine, instance, given, site);
  machine.pass = pass;
  const value = run();
  machine.pass = outer;
  pass.output = shapeIn(machine, value);
  tell(value, { by: pass, given: sourcesIn([...given.positional, ...given.named.values()]) });
  if (machine.claiming) machine.keepPass(record(pass));
  if (outer) outer.inner.push(pass);
  else machine.keepModel(() => modelOf(pass, !machine.claiming));
  return value;
}

export function begin(machine: Machine, instance: Instance, given: Given, site: Site): Pass {
  return {
    instance,
    site,
    given,
    input: inputOf(machine, given),
    output: undefined,
    inner: [],
    products: 0,
    opaque: false,
    doubtful: isDoubtful(machine),
    branches: machine.branches,
    frames: machine.frames.length,
  };
}

const inputOf =
  (machine: Machine, { positional, named }: Given): Pass['input'] =>
  (position, name) =>
    shapeIn(machine, positional[position] ?? named.get(name));

/** A call as it counts where `machine` is now: the value that it made may be of an analysis before an edit. */
export const recalled = (machine: Machine, pass: Pass): Pass => ({
  ...pass,
  input: inputOf(machine, pass.given),
  inner: pass.inner.map((each) => recalled(machine, each)),
});

/** Whether the model's call may come here never or several times. */
function isDoubtful({ pass, branches, frames }: Machine): boolean {
  return pass !== undefined && (branches > pass.branches || frames.slice(pass.frames).some(({ partial }) => partial));
}

/** The shape of a tensor, or of the first one that a tuple or list holds; a list may be its own first entry. */
function shapeIn(machine: Machine, value: Value | undefined): Shape | undefined {
  const seen = new Set<Value>();
  let first = value;
  for (let held = first && elementsOf(first); first && held; held = first && elementsOf(first)) {
    if (seen.has(first)) return undefined;
    seen.add(first);
    [first] = held;
  }
  return (first && shapeOf(machine, first)) ?? undefined;
}

const record = (pass: Pass): PassRecord => ({
  site: pass.site,
  made: pass.instance.construction.site,
  input: pass.input(0, 'input'),
  output: pass.output,
  parameters: parametersOf(pass.instance, pass.opaque),
  multiplyAdds: multiplyAddsOf(pass),
});

/** Notes what a library's function made: outside of layers, whose calls stand for all in them. An input has no maker. */
export function computed(machine: Machine, name: string, { positional, named }: Given, result: Tensor): void {
  if (!machine.keepsModels || machine.pass) return;
  const given = sourcesIn([...positional, ...named.values()]);
  if (given.length > 0 || !result.symbolic) tell(result, { by: name, given });
}

/** A call of something unknown: where it gets a tensor, the module that makes it may compute anything. */
export function doubt({ pass }: Machine, { positional, named }: Pick<Arguments, 'positional' | 'named'>): void {
  if (pass && [...positional, ...named.values()].some(({ kind }) => kind === 'tensor' || kind === 'unknown'))
    pass.opaque = true;
}

/** Adds what a function multiplies to the module that calls it. */
export function countProducts(call: Call, result: Value): void {
  const { pass } = call.machine;
  const product = pass && productOf(call.name);
  if (!product || result.kind !== 'tensor') return;
  pass.products = isDoubtful(call.machine) ? undefined : total(pass.products, product(call, result.shape));
}
