import { shape } from '../../domain/shape';
import { callValue } from '../../interpreter/calls';
import { noArguments } from '../../interpreter/arguments';
import { NONE, tensor, UNKNOWN, type Value } from '../../interpreter/value';
import { MAX_NESTING, elementsIn, sizesIn, valueOf } from '../call';
import { unknownDimension, type Dimension } from '../../domain/dimension';
import { row, type Call, type Rule, type Table } from '../library';

/** Calls a model with what is given as an example: one input, or all of them in a tuple, of which a dictionary has names. */
export function callWith(call: Call, model: Value, example: Value): void {
  const inputs = example.kind === 'tensor' ? [example] : elementsIn(example);
  const positional = inputs?.filter(({ kind }) => kind !== 'dictionary') ?? [UNKNOWN];
  const open = positional.length !== inputs?.length;
  callValue(call.machine, model, { ...noArguments(), positional, open }, { site: call.site });
}

/** The model itself: what is traced computes the same. */
const traced: Rule = (call) => {
  const model = valueOf(call, 'func');
  callWith(call, model, valueOf(call, 'example_inputs'));
  return model;
};

const exported: Rule = (call) => {
  callWith(call, valueOf(call, 'model'), valueOf(call, 'args'));
  return NONE;
};

/** The inputs of the sizes that a tool is told, one shape or a list of them, behind `first`. */
function inputsOf(sizes: Value, first: readonly Dimension[], depth = 0): Value | undefined {
  if (depth >= MAX_NESTING) return undefined;
  const own = sizesIn(sizes);
  const several = elementsIn(sizes)?.map((each) => inputsOf(each, first, depth + 1));
  const isShape =
    own && own.length > 0 && elementsIn(sizes)!.every(({ kind }) => kind === 'integer' || kind === 'unknown');
  if (isShape) return tensor(shape([...first, ...own.map((size) => size ?? unknownDimension())]));
  return several && several.length > 0 && several.every((each) => each !== undefined)
    ? { kind: 'tuple', elements: several }
    : undefined;
}

/** A tool that runs a model on an example: of a size, with or without the batch, or of what it is given as `data`. */
const shown =
  (size: string, hasBatch: boolean, data?: string): Rule =>
  (call) => {
    const given = data === undefined ? UNKNOWN : valueOf(call, data);
    const sized = inputsOf(valueOf(call, size), hasBatch ? [] : [call.machine.symbol('B')]);
    const isGiven = given.kind === 'tensor' || elementsIn(given) !== undefined;
    callWith(call, valueOf(call, 'model'), isGiven ? given : (sized ?? UNKNOWN));
    return UNKNOWN;
  };

/** What PyTorch runs a model for. */
export const EXAMPLES: Table = {
  'torch.jit.trace': row('func, example_inputs=None, **kwargs', traced),
  'torch.onnx.export': row('model, args=(), f=None, **kwargs', exported),
};

const given = shown('inputs', true, 'inputs');

/** What other packages do. */
export const SUMMARIES: Table = {
  'torchinfo.summary': row(
    'model, input_size=None, input_data=None, *args, **kwargs',
    shown('input_size', true, 'input_data'),
  ),
  'torchsummary.summary': row('model, input_size, *args, **kwargs', shown('input_size', false)),
  'torchsummaryX.summary': row('model, x, *args, **kwargs', shown('x', true, 'x')),
  'thop.profile': row('model, inputs, *args, **kwargs', given),
  'fvcore.nn.FlopCountAnalysis': row('model, inputs, *args, **kwargs', given),
  'ptflops.get_model_complexity_info': row('model, input_res, *args, **kwargs', shown('input_res', false)),
};
