/** A text that keeps no other alive: what JavaScript cuts out of a longer text holds on to the whole of it. */
export const unshared = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le');
