import { current, type Question } from './recording';

/** A set that tells what was added when, and whom it was asked by. */
export class Marks<T> {
  /** Every addition, also of what it had. */
  readonly added: T[] = [];
  /** The part of the analysis that added each last. */
  private readonly parts = new Map<T, number>();

  /** `asking`: the question whether a machine's set has a value. */
  constructor(private readonly asking: (value: T) => Question['ask']) {}

  add(value: T): void {
    this.added.push(value);
    this.parts.set(value, current.part);
  }

  has(value: T): boolean {
    const answer = this.holds(value);
    if (!answer || this.parts.get(value) !== current.part) current.recording?.ask({ ask: this.asking(value), answer });
    return answer;
  }

  /** Without a trace. */
  holds(value: T): boolean {
    return this.parts.has(value);
  }
}
