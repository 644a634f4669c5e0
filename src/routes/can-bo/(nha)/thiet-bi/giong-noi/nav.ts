import { devices } from '#capabilities/access/devices.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['counter.voices'],
	heading: 'rule',
	opens: devices
} satisfies NavPage;
