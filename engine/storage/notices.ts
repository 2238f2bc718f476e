/** What was wrong with parts of a file that was read all the same: said, and said briefly. */
import type { Problem } from '../process/problem';

/** A damaged file may have millions of bad parts; the first ones say what is the matter. */
const MOST = 20;

export class Notices {
  readonly #first: Problem[] = [];
  #more = 0;

  add(problem: Problem): void {
    if (this.#first.length < MOST) this.#first.push(problem);
    else this.#more++;
  }

  /** One line each; what came after the first ones is counted. */
  get lines(): string[] {
    const lines = this.#first.map(({ message }) => message);
    return this.#more ? [...lines, `and ${this.#more} more of that kind`] : lines;
  }
}
