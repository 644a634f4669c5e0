import { register } from '#capabilities/residents/record.server.ts';
import type { NavPage } from '#web/nav.ts';
import { paths } from '#web/paths.ts';
import { m } from '#words';

export const nav = {
	words: m['residents.room'],
	heading: 'desk',
	opens: register,
	among: { guide: 4, 'receiving-officer': 5, leader: 4 },
	under: [paths.staff.person('')]
} satisfies NavPage;
