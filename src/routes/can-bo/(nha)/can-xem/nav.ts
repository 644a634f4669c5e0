import { missed, toldCards, unsettledWords } from '#capabilities/field/asks.server.ts';
import { unsettled } from '#capabilities/field/box.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['field.late'],
	heading: 'home',
	opens: unsettled,
	among: { 'area-lead': 2 },
	waits: { of: [missed, unsettledWords, toldCards], words: m['field.nav-late'], late: [missed] }
} satisfies NavPage;
