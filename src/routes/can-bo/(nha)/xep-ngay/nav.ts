import { shifts } from '#capabilities/home-visits/shifts.server.ts';
import { seesWhole } from '#capabilities/home-visits/whole.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['home-visits.days'],
	heading: 'home',
	isFor: seesWhole,
	opens: shifts,
	among: { 'area-lead': 4 }
} satisfies NavPage;
