/** What may be there and may not: an attribute or a variable that only some of the paths have bound which have met. */
export class Perhaps<T> {
  constructor(
    /** What it is where it is there. */
    readonly value: T,
  ) {}
}

export const present = <T>(content: T | Perhaps<T>): T => (content instanceof Perhaps ? content.value : content);

/** Another value in its place, which is there as surely. */
export const mapPresent = <T extends object>(
  content: T | undefined | Perhaps<T | undefined>,
  change: (value: T) => T,
): T | undefined | Perhaps<T | undefined> =>
  content instanceof Perhaps ? new Perhaps(content.value && change(content.value)) : content && change(content);
