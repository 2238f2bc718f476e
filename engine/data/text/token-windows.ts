/** Stretches of a text: inputs are T tokens, targets the token that follows each. No two stretches share a token. */
import type { Dataset, Field } from '../samples';

export class TokenWindows implements Dataset {
  readonly targets: Field;
  readonly inputShape: number[];
  readonly count: number;

  /** @param context T */
  constructor(
    private readonly tokens: Uint16Array | Uint32Array,
    private readonly context: number,
  ) {
    this.inputShape = [context];
    // T inputs and the last one's target.
    this.count = Math.floor(tokens.length / (context + 1));
    const places = Uint32Array.from({ length: this.count }, (_, index) => index);
    this.targets = { shape: [context], values: this.gather(places, 1) };
  }

  read(indices: Uint32Array): Int32Array {
    return this.gather(indices, 0);
  }

  /** (n, T): the tokens of these stretches, from `shift` on. */
  private gather(indices: Uint32Array, shift: number): Int32Array {
    const values = new Int32Array(indices.length * this.context);
    indices.forEach((index, row) => {
      const from = index * (this.context + 1) + shift;
      values.set(this.tokens.subarray(from, from + this.context), row * this.context);
    });
    return values;
  }
}
