import type { Description } from './loader/description';
import type { Dataset, Field } from './samples';

/** The samples of another dataset, whose inputs are changed as they are read. */
export abstract class Mapped implements Dataset {
  constructor(protected readonly whole: Dataset) {}

  abstract describe(): Description;

  /** @param values of whole samples */
  protected abstract mapped(values: Field['values']): Field['values'];

  get count(): number {
    return this.whole.count;
  }

  get inputShape(): number[] {
    return this.whole.inputShape;
  }

  get targets(): Field {
    return this.whole.targets;
  }

  get isOnDisk(): boolean {
    return this.whole.isOnDisk;
  }

  read(indices: Uint32Array): Field['values'] | Promise<Field['values']> {
    const values = this.whole.read(indices);
    return values instanceof Promise ? values.then((read) => this.mapped(read)) : this.mapped(values);
  }
}
