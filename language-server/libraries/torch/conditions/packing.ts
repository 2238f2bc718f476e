import { amount } from '../../../domain/amount';
import { printDimension } from '../../../domain/print-dimension';
import { different } from '../../../domain/order';
import { printShape } from '../../../domain/shape';
import { booleanOf, numberOf, valueOf } from '../../call';
import { closed, converting, refuse, type Condition, type Conditions } from '../../condition';
import { elsewhere } from '../devices';
import { lengthsIn, packedIn } from '../packing';

/** A length for every sequence of the batch, above 0, and in falling order unless they are sorted first. */
const packed: Condition = (call) => {
  const [input, first] = [closed(call), booleanOf(call, 'batch_first')];
  const batch = first === undefined ? undefined : input?.shape.dimensions[first ? 0 : 1];
  const lengths = lengthsIn(valueOf(call, 'lengths'));
  if (!input || batch === undefined || !lengths) return;
  const told = (received: string, expected: string, advice: string) => ({ received, expected, advice });
  if (different(lengths.length, batch)) {
    const received = `${amount(lengths.length, 'length')} for an input of shape ${printShape(input.shape)}`;
    const expected = `${printDimension(batch)}, one for every sequence of the batch`;
    refuse(call, 'shape-mismatch', told(received, expected, 'check batch_first, or the lengths'), [input]);
  } else if (lengths.some((length) => length <= 0))
    refuse(call, 'argument-mismatch', told('a length of 0', 'lengths above 0', 'leave empty sequences out'));
  else if (booleanOf(call, 'enforce_sorted') && lengths.some((length, i) => i > 0 && length > lengths[i - 1]!))
    refuse(
      call,
      'argument-mismatch',
      told(`lengths ${lengths.join(', ')}`, 'lengths that fall', 'sort the batch, or pass enforce_sorted=False'),
    );
};

/** Lengths are read by the CPU. */
const onCpu: Condition = (call) => {
  const lengths = valueOf(call, 'lengths');
  if (lengths.kind !== 'tensor' || !elsewhere(lengths.device, 'cpu')) return;
  refuse(
    call,
    'device-mismatch',
    {
      received: `lengths on ${lengths.device}`,
      expected: 'lengths on the CPU',
      advice: 'move them with .cpu()',
      ...converting(call, 'lengths', '.cpu()'),
    },
    [lengths],
  );
};

/** Room for the longest. */
const unpacked: Condition = (call) => {
  const longest = packedIn(valueOf(call, 'sequence'))?.longest;
  const total = numberOf(call, 'total_length');
  if (typeof longest !== 'number' || total === undefined || total >= longest) return;
  refuse(call, 'argument-mismatch', {
    received: `total_length=${total}`,
    expected: `at least ${longest}, the longest sequence`,
    advice: 'raise total_length, or leave it out',
  });
};

export const PACKING_CONDITIONS: Conditions = {
  'torch.nn.utils.rnn.pack_padded_sequence': (call) => {
    packed(call);
    onCpu(call);
  },
  'torch.nn.utils.rnn.pad_packed_sequence': unpacked,
};
