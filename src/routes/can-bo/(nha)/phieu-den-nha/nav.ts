import { slipsAsked } from '#capabilities/visit-slips/asks.server.ts';
import { askedSlips } from '#capabilities/visit-slips/read-slip.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['visit-slips.room'],
	heading: 'home',
	opens: askedSlips,
	waits: { of: [slipsAsked], words: m['visit-slips.nav-asked'], late: [slipsAsked] }
} satisfies NavPage;
