import type { Event, LibraryCall, Mismatch } from './event';
import type { Site, Value } from './value';

/**
 * The events, with no correction of a layer that some other call fits: the number that arrives here would break that
 * call, so that what comes before must change.
 */
export function sparingLayersThatFit(events: readonly Event[]): Event[] {
  if (!events.some((event) => event.kind === 'mismatch' && event.layer)) return [...events];
  const fitting = new Set(events.flatMap((event, i) => fittingLayer(event, events[i + 1])));
  return events.map((event) =>
    event.kind === 'mismatch' && event.layer && fitting.has(key(event.layer)) ? withoutCorrection(event) : event,
  );
}

const key = ({ path, range }: Site): string => `${path}:${range.start}`;

/** The layer of a call that is known to fit; a misfit is the event that directly follows its call. */
function fittingLayer(event: Event, next: Event | undefined): string[] {
  if (event.kind !== 'call' || next?.kind === 'mismatch') return [];
  const self = event.arguments.get('self');
  return self?.kind === 'instance' && isKnown(inputOf(event)) ? [key(self.construction.site)] : [];
}

const inputOf = ({ arguments: given }: LibraryCall): Value | undefined => given.get('input');

/** Whether every size is a number: else the call shows nothing of what fits. */
const isKnown = (input: Value | undefined): boolean =>
  input?.kind === 'tensor' && !input.shape.open && input.shape.dimensions.every((size) => typeof size === 'number');

function withoutCorrection({ correction: _, ...event }: Mismatch): Mismatch {
  return { ...event, advice: 'change what comes before, for another call fits this layer' };
}
