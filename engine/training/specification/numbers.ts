/** Numbers as a specification has them. */
import * as v from 'valibot';

export const count = (least: number) => v.pipe(v.number(), v.integer(), v.minValue(least));

export const positive = v.pipe(v.number(), v.gtValue(0));

export const atLeastZero = v.pipe(v.number(), v.minValue(0));

/** A share of a whole that leaves some of it. */
export const share = v.pipe(v.number(), v.minValue(0), v.ltValue(1));
