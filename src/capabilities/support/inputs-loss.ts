import * as v from 'valibot';
import { id, page, whole, wordsOrNone } from '#kernel/shapes.ts';
import { ticketWordsOrNone } from './rules-account.ts';
import { besideThem, callOutcomes, calls, lossWays } from './rules-lost-money.ts';

// What the doors of lost money take. No account, no code, no sum: none of them has a field for it.

/** A ticket as whoever presses saw it. */
const seen = { ticket: id, version: v.pipe(whole, v.minValue(1)) };

/** One key, and nothing is asked. */
export const BeginLoss = v.object({ id });
export const OneLoss = v.object({ ticket: id });
export const ListLosses = v.object({ page });
/** A step of the first hour that they have done; `done` false takes it back. */
export const StepLoss = v.object({
	id,
	...seen,
	step: v.pipe(whole, v.minValue(1), v.maxValue(6)),
	done: v.boolean()
});
export const NameLoss = v.object({
	...seen,
	person: v.nullable(id),
	caller: ticketWordsOrNone(80),
	phone: wordsOrNone(20)
});
/** How it went, each as far as it is known. */
export const TellLoss = v.object({
	...seen,
	way: v.nullable(v.picklist(lossWays)),
	beside: v.nullable(v.picklist(besideThem))
});
/** Who of the police took it; nobody by name where it was whoever is on duty, by telephone. */
export const HandOverLoss = v.object({ id, ...seen, to: v.nullable(id) });
export const CallLoss = v.object({
	id,
	...seen,
	call: v.picklist(calls),
	outcome: v.picklist(callOutcomes, 'support-outcome')
});

/** A number as people write one, or none. */
const number = v.nullable(
	v.pipe(
		v.string(),
		v.transform((typed) => typed.replace(/[\s.\-()]/g, '')),
		v.regex(/^(\+?\d{3,11})?$/, 'support-hotline'),
		v.transform((digits) => digits || null)
	)
);
/** `saw…`: what was set last of each, as whoever writes it read it. */
export const SetHotlines = v.object({ centre: number, police: number, sawCentre: number, sawPolice: number });
/** A number that waits, as whoever presses saw it, and the one beside it. */
export const SecondHotline = v.object({ hotline: whole, phone: number, stands: number });
export const OneCentre = v.object({ centre: whole });
