import type { Locale } from '#design/spoken.ts';
import { m } from '#words';
import { when } from './when.ts';

/** Who looks into what somebody denied, and since when. */
export const heldWords = (
	{ holderName, heldSince }: { holderName: string | null; heldSince: Date | null },
	now: Date,
	locale: Locale
): string =>
	holderName && heldSince
		? m['cases.not-mine-held']({ name: holderName, time: when(heldSince, now, locale) })
		: m['cases.not-mine-nobody']();
