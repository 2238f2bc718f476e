import { product } from '../../../domain/dimension';
import { different } from '../../../domain/order';
import { axisOf, broadcast, printShape, shape, type Shape } from '../../../domain/shape';
import type { Tensor } from '../../../interpreter/value';
import { elementsIn, numberOf, sizesIn, tensorOf, valueOf } from '../../call';
import { closed, refuse, type Condition, type Conditions } from '../../condition';
import type { Call } from '../../library';
import { rowOf } from '../../table';

const misfits = (a: Shape, b: Shape): boolean =>
  a.dimensions.length !== b.dimensions.length || a.dimensions.some((size, i) => different(size, b.dimensions[i]!));

function refusePlace(call: Call, name: string, value: Tensor, place: Shape): void {
  refuse(
    call,
    'shape-mismatch',
    {
      received: `${name} of shape ${printShape(value.shape)}`,
      expected: `${name} of shape ${printShape(place)}, that of its place`,
      advice: 'make it as large as the place that it is written to',
    },
    [value],
  );
}

/** What is written is of the shape of its place. */
const written =
  (placeOf: (call: Call, input: Tensor) => Shape | undefined): Condition =>
  (call) => {
    const [input, source] = [closed(call), closed(call, 'src')];
    const place = input && placeOf(call, input);
    if (source && place && !place.open && misfits(source.shape, place)) refusePlace(call, 'src', source, place);
  };

/** What a method that reads would give. */
const read = (call: Call, name: string): Shape | undefined => {
  const value = rowOf(name)?.rule(call);
  return value?.kind === 'tensor' ? value.shape : undefined;
};

const selected = (call: Call, input: Tensor): Shape | undefined => {
  const axis = numberOf(call, 'dim');
  const at = axis === undefined ? undefined : axisOf(input.shape, axis);
  return at === undefined ? undefined : shape(input.shape.dimensions.toSpliced(at, 1));
};

/** `input[..., start:end:step]` along one axis. */
const sliced = (call: Call, input: Tensor): Shape | undefined => {
  const axis = numberOf(call, 'dim');
  const at = axis === undefined ? undefined : axisOf(input.shape, axis);
  if (at === undefined) return undefined;
  const [lower, upper, step] = [valueOf(call, 'start'), valueOf(call, 'end'), valueOf(call, 'step')];
  const part = read(
    {
      ...call,
      arguments: new Map([
        ['input', { ...input, shape: shape([input.shape.dimensions[at]!]) }],
        ['index', { kind: 'slice', lower, upper, step }],
      ]),
    },
    'torch.Tensor.__getitem__',
  );
  return part && shape(input.shape.dimensions.with(at, part.dimensions[0]!));
};

/** All axes but the one written along are those of the input, or of size 1 where rows are `added` up. */
const sourceRows =
  (added: boolean): Condition =>
  (call) => {
    const [input, source] = [closed(call), closed(call, 'source')];
    const axis = numberOf(call, 'dim');
    const at = input && axis !== undefined ? axisOf(input.shape, axis) : undefined;
    if (!input || !source || at === undefined || source.shape.dimensions.length === 0) return;
    const place = shape(input.shape.dimensions.with(at, source.shape.dimensions[at] ?? input.shape.dimensions[at]!));
    const stretched = added && !broadcast(source.shape, place).conflict;
    if (!stretched && misfits(source.shape, place)) refusePlace(call, 'source', source, place);
  };

/** As many values as places. */
const put: Condition = (call) => {
  const [index, source] = [closed(call, 'index'), closed(call, 'source')];
  if (!index || !source) return;
  if (different(product(index.shape.dimensions), product(source.shape.dimensions)))
    refusePlace(call, 'source', source, index.shape);
};

/** An input that is stretched to a product's shape. */
const added =
  (first: string, second: string, place: (a: Shape, b: Shape) => Shape): Condition =>
  (call) => {
    const [input, a, b] = [closed(call), closed(call, first), closed(call, second)];
    if (!input || !a || !b || a.shape.dimensions.length === 0 || b.shape.dimensions.length === 0) return;
    const wanted = place(a.shape, b.shape);
    const offset = wanted.dimensions.length - input.shape.dimensions.length;
    const misfit = input.shape.dimensions.some((size, i) => {
      const other = wanted.dimensions[i + offset];
      return other !== undefined && different(size, other) && different(size, 1);
    });
    if (offset < 0 || misfit) refusePlace(call, 'input', input, wanted);
  };

const rows = ({ dimensions }: Shape): Shape => shape(dimensions.slice(0, -1));
const product2 = (a: Shape, b: Shape): Shape => shape([...rows(a).dimensions, b.dimensions.at(-1)!]);
const product3 = (a: Shape, b: Shape): Shape => shape(product2(a, b).dimensions.slice(1));
const outer = (a: Shape, b: Shape): Shape => shape([a.dimensions[0]!, b.dimensions[0]!]);

/** Neighbouring factors share a size. */
const chained: Condition = (call) => {
  const tensors = (elementsIn(valueOf(call, 'tensors')) ?? []).map((each) =>
    each.kind === 'tensor' ? each : undefined,
  );
  for (const [i, right] of tensors.entries()) {
    const left = tensors[i - 1];
    if (!left || !right || left.shape.open || right.shape.open) continue;
    const inner = right.shape.dimensions[right.shape.dimensions.length > 1 ? right.shape.dimensions.length - 2 : 0];
    const last = left.shape.dimensions.at(-1);
    if (inner === undefined || last === undefined || !different(inner, last)) continue;
    refuse(
      call,
      'shape-mismatch',
      {
        received: `factors of shape ${printShape(left.shape)} and ${printShape(right.shape)}`,
        expected: 'as many columns on the left as rows on the right',
        advice: 'transpose one of them, or change their order',
      },
      [left, right],
    );
    return;
  }
};

/** AX = B, or XA = B. */
const solved: Condition = (call) => {
  const [a, b] = [tensorOf(call, 'A').shape, tensorOf(call, 'B').shape];
  const left = valueOf(call, 'left');
  if (a.open || b.open || a.dimensions.length !== b.dimensions.length || a.dimensions.length < 2) return;
  if (left.kind !== 'boolean' || (call.name.endsWith('.solve') && a.dimensions.length > 2)) return;
  const [size, other] = [a.dimensions.at(-1)!, b.dimensions.at(left.value ? -2 : -1)!];
  if (different(size, other))
    refusePlace(call, 'B', tensorOf(call, 'B'), shape(b.dimensions.with(left.value ? -2 : -1, size)));
};

/** A matrix for each picture: (N, 2, 3) for (N, C, H, W), (N, 3, 4) for (N, C, D, H, W). */
const affine: Condition = (call) => {
  const [theta, size] = [closed(call, 'theta'), sizesIn(valueOf(call, 'size'))];
  if (!theta || (size?.length !== 4 && size?.length !== 5)) return;
  const [batch] = size;
  const place = shape([batch ?? theta.shape.dimensions[0] ?? 1, size.length - 2, size.length - 1]);
  if (misfits(theta.shape, place)) refusePlace(call, 'theta', theta, place);
};

const both = (names: string, condition: Condition): Conditions =>
  Object.fromEntries(
    names.split(' ').flatMap((name) => [`torch.${name}`, `torch.Tensor.${name}`].map((each) => [each, condition])),
  );

export const PLACING_CONDITIONS: Conditions = {
  ...both('select_scatter', written(selected)),
  ...both('slice_scatter', written(sliced)),
  ...both(
    'diagonal_scatter',
    written((call) => read(call, 'torch.diagonal')),
  ),
  ...both('index_copy index_copy_', sourceRows(false)),
  ...both('index_add index_add_ index_reduce index_reduce_', sourceRows(true)),
  ...both('put put_', put),
  ...both('addmm', added('mat1', 'mat2', product2)),
  ...both('addmv', added('mat', 'vec', rows)),
  ...both('addr', added('vec1', 'vec2', outer)),
  ...both('addbmm', added('batch1', 'batch2', product3)),
  ...both('baddbmm', added('batch1', 'batch2', product2)),
  'torch.linalg.multi_dot': chained,
  'torch.linalg.solve_triangular': solved,
  'torch.linalg.solve': solved,
  'torch.nn.functional.affine_grid': affine,
};
