import { devices } from '#capabilities/access/devices.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['access.devices'],
	heading: 'rule',
	opens: devices,
	among: { administrator: 1 }
} satisfies NavPage;
