import { heldClasses, isNamed } from '#capabilities/classes/hosts.server.ts';
import { unsignedMine } from '#capabilities/classes/asks.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['classes.held'],
	heading: 'class',
	opens: heldClasses,
	among: { 'co-host': 1, volunteer: 3 },
	// Whoever comes from another organisation has no other page; of the others whoever is named somewhere.
	isFor: async (context) => context.actor.centres.length === 0 || (await isNamed(context)),
	waits: { of: [unsignedMine], words: m['classes.asks-sign'] }
} satisfies NavPage;
