import { policeCalendar } from '#capabilities/readiness/calendar.server.ts';
import type { NavPage } from '#web/nav.ts';
import { untoldVisits } from '#capabilities/readiness/asks.server.ts';
import { m } from '#words';

export const nav = {
	words: m['readiness.calendar'],
	heading: 'desk',
	opens: policeCalendar,
	among: { police: 1 },
	waits: { of: [untoldVisits], words: m['readiness.nav-untold'] }
} satisfies NavPage;
