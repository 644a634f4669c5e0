import { waitingIdentities } from '#capabilities/residents/asks.server.ts';
import { identityChanges } from '#capabilities/residents/identity.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['residents.identity-changes'],
	heading: 'rule',
	opens: identityChanges,
	waits: { of: [waitingIdentities], words: m['residents.identity-nav'] }
} satisfies NavPage;
