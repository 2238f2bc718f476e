import type { Range } from './program';

/** What tells where a statement ends: strings, comments, brackets, joined lines, and lines that begin at the margin. */
const MARK = /["'#()[\]{}\\]|\n(?=[^\s#)\]}])/g;

/** Goes on with the statement before. */
const BRANCH = /(?:elif|else|except|finally)\b/y;

/** Begins a statement wherever it stands at the margin, for no expression has it: a bracket before it was never closed. */
const STATEMENT =
  /(?:(?:async\s+)?(?:def|with)|class|import|from\s+[\w.]+\s+import|while|try|return|raise|assert|del)\b/y;

const LINE_END = /\r?\n/y;

/**
 * The parts of a Python text that are read each by itself: what stands from one statement at the margin to the next, as
 * Python itself would part a text that it can read. In one that it cannot, a mistake goes as far as its own part.
 */
export function sections(text: string): Range[] {
  // Lines may end so too, but nobody writes such lines today.
  if (/\r(?!\n)/.test(text)) return [{ start: 0, end: text.length }];
  const starts = new Scan(text).starts();
  return starts.map((start, i) => ({ start, end: endOfWriting(text, start, starts[i + 1] ?? text.length) }));
}

/** Of the last line that is not blank. */
function endOfWriting(text: string, start: number, end: number): number {
  const lineEnd = text.indexOf('\n', start + text.slice(start, end).trimEnd().length);
  return lineEnd < 0 ? end : Math.min(lineEnd, end);
}

class Scan {
  private readonly found = [0];
  private depth = 0;
  /** Whether the line before is a decorator of what comes. */
  private decorates: boolean;
  /** Where decorators begin that stand behind an open bracket, if the lines before are such. */
  private stray: number | undefined;

  constructor(private readonly text: string) {
    this.decorates = text.startsWith('@');
  }

  starts(): number[] {
    const mark = new RegExp(MARK);
    for (let match = mark.exec(this.text); match; match = mark.exec(this.text)) {
      mark.lastIndex = this.after(match[0], match.index);
    }
    return this.found;
  }

  /** Takes in the mark at an offset; where to go on. */
  private after(mark: string, at: number): number {
    if (mark === '\n') this.line(at + 1);
    else if (mark === '#') return this.endOf(this.text.indexOf('\n', at));
    else if (mark === '"' || mark === "'") return this.stringEnd(mark, at);
    else if (mark === '\\') return at + 1 + this.lengthAt(LINE_END, at + 1);
    else this.depth = Math.max(0, this.depth + ('([{'.includes(mark) ? 1 : -1));
    return at + 1;
  }

  private line(start: number): void {
    if (this.lengthAt(BRANCH, start) > 0) return;
    const isDecorator = this.text[start] === '@';
    if (this.depth === 0) {
      if (!this.decorates) this.found.push(start);
      Object.assign(this, { decorates: isDecorator, stray: undefined });
    } else if (this.lengthAt(STATEMENT, start) > 0) {
      this.found.push(this.stray ?? start);
      Object.assign(this, { depth: 0, decorates: false, stray: undefined });
    } else this.stray = isDecorator ? (this.stray ?? start) : undefined;
  }

  private stringEnd(quote: string, at: number): number {
    const triple = quote.repeat(3);
    return this.text.startsWith(triple, at) ? this.longStringEnd(triple, at + 3) : this.lineStringEnd(quote, at + 1);
  }

  private longStringEnd(quotes: string, from: number): number {
    for (let at = this.text.indexOf(quotes, from); at >= 0; at = this.text.indexOf(quotes, at + 1)) {
      let escapes = 0;
      while (at - escapes > from && this.text[at - escapes - 1] === '\\') escapes++;
      if (escapes % 2 === 0) return at + quotes.length;
    }
    return this.text.length;
  }

  /** A string that is not closed ends with its line. */
  private lineStringEnd(quote: string, from: number): number {
    for (let at = from; at < this.text.length; at++) {
      const letter = this.text[at];
      if (letter === quote) return at + 1;
      if (letter === '\n') return at;
      if (letter === '\\') at += Math.max(1, this.lengthAt(LINE_END, at + 1));
    }
    return this.text.length;
  }

  private lengthAt(pattern: RegExp, at: number): number {
    pattern.lastIndex = at;
    return pattern.exec(this.text)?.[0].length ?? 0;
  }

  private endOf(at: number): number {
    return at < 0 ? this.text.length : at;
  }
}
