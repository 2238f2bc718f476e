import type { ClassValue } from './value';

/** Whether a class is a test of unittest's, or of a library's that builds on it. */
export const isTestCase = (type: ClassValue | undefined): boolean =>
  type?.ancestors?.some((each) => each.kind === 'library' && each.name.endsWith('.TestCase')) ?? false;
