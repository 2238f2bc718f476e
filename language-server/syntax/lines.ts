/** Lines from 1 and columns from 1, in UTF-16 code units; a line ends with LF, CR or CRLF. */
export class Lines {
  private found: number[] | undefined;

  constructor(private readonly text: string) {}

  /** Of the lines; found when the first one is asked for. */
  private get starts(): number[] {
    this.found ??= [0, ...Array.from(this.text.matchAll(/\r\n|\r|\n/g), (match) => match.index + match[0].length)];
    return this.found;
  }

  /** The line of an offset. */
  line(offset: number): number {
    let [low, high] = [0, this.starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  column(offset: number): number {
    return offset - this.starts[this.line(offset) - 1]! + 1;
  }
}
