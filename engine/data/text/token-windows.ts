/** Stretches of a text: inputs are T tokens, targets the token that follows each. No two stretches share a token. */
import type { Dataset, Field } from '../samples';
import { share, shared } from '../shared';

type Tokens = Uint16Array | Uint32Array;

export interface TokensDescription {
  kind: 'tokens';
  tokens: Tokens;
  context: number;
  targets: Field;
}

export class TokenWindows implements Dataset {
  readonly isOnDisk = false;
  readonly inputShape: number[];
  readonly count: number;

  /** @param context T */
  constructor(
    private tokens: Tokens,
    private readonly context: number,
    readonly targets: Field = following(tokens, context),
  ) {
    this.inputShape = [context];
    this.count = countOf(tokens, context);
  }

  read(indices: Uint32Array): Int32Array {
    return gather(this.tokens, this.context, indices, 0);
  }

  describe(): TokensDescription {
    this.tokens = shared(this.tokens);
    return { kind: 'tokens', tokens: this.tokens, context: this.context, targets: share(this.targets) };
  }
}

/** T inputs and the last one's target make a stretch. */
const countOf = ({ length }: Tokens, context: number): number => Math.floor(length / (context + 1));

function following(tokens: Tokens, context: number): Field {
  const places = Uint32Array.from({ length: countOf(tokens, context) }, (_, index) => index);
  return { shape: [context], values: gather(tokens, context, places, 1) };
}

/** (n, T): the tokens of these stretches, from `shift` on. */
function gather(tokens: Tokens, context: number, indices: Uint32Array, shift: number): Int32Array {
  const values = new Int32Array(indices.length * context);
  indices.forEach((index, row) => {
    const from = index * (context + 1) + shift;
    values.set(tokens.subarray(from, from + context), row * context);
  });
  return values;
}
