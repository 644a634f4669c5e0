import { phones } from '#capabilities/field/phones.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['field.phones'],
	heading: 'home',
	opens: phones
} satisfies NavPage;
