import { sizeIn } from '../../call';
import type { Cost, Count, Made } from '../../cost';
import { times, total } from '../../counts';
import { ATTENDED } from '../../keras/special';
import { bias, size, stated, text } from './settings';

/**
 * Heads of key_dim entries for queries and keys and of value_dim for values, each a dense layer's, and one that makes
 * the output of all heads: (B, T, q), (B, S, v), (B, S, k) → (B, T, out).
 */
export const attention: Cost = {
  parameters: (made) => {
    const { query, key, value, keys, values, out } = heads(made);
    const weights = total(times(total(query, key), keys), times(value, values), times(values, out));
    return total(weights, bias(made, total(times(2, keys), values, out)));
  },
  multiplyAdds: (made, { input }) => {
    const { query, key, value, keys, values, out } = heads(made);
    const [asking, asked] = [input(0, 'query'), input(1, 'value')];
    if (asking?.dimensions.length !== 3 || asked?.dimensions.length !== 3) return undefined;
    const [batch, from] = asking.dimensions;
    const to = asked.dimensions[1];
    return times(
      batch,
      total(
        times(from, total(times(query, keys), times(values, out))),
        times(to, total(times(key, keys), times(value, values))),
        times(from, to, total(keys, values)),
      ),
    );
  },
  summary: (made) => `${text(size(made, 'num_heads'))}×${text(size(made, 'key_dim'))}`,
};

/** The sizes of all heads together, and those that they are made of. */
function heads(made: Made): Record<'query' | 'key' | 'value' | 'keys' | 'values' | 'out', Count> {
  const [query, key, value] = [ATTENDED.query, ATTENDED.key, ATTENDED.value].map((name) => sizeIn(made.value(name)));
  const [count, each] = [size(made, 'num_heads'), size(made, 'key_dim')];
  const given = stated(made, 'value_dim');
  const wanted = stated(made, 'output_shape');
  const out = wanted?.kind === 'none' ? query : wanted && sizeIn(wanted);
  const width = given?.kind === 'none' ? each : given && sizeIn(given);
  return { query, key, value, keys: times(count, each), values: times(count, width), out };
}
