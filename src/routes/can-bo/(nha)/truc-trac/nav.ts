import { portalTroubles } from '#capabilities/filing/troubles.server.ts';
import type { NavPage } from '#web/nav.ts';
import { deniedFiles } from '#capabilities/cases/asks.server.ts';
import { stuckAtPortal } from '#capabilities/filing/asks.server.ts';
import { unmatchedMoney } from '#capabilities/payments/asks.server.ts';
import { gaveUp } from '#platform/troubles.server.ts';
import { m } from '#words';

export const nav = {
	words: m['insights.troubles'],
	heading: 'support',
	opens: portalTroubles,
	among: { administrator: 4 },
	waits: { of: [stuckAtPortal, deniedFiles, unmatchedMoney, gaveUp], words: m['insights.nav-stuck'] },
	mark: true
} satisfies NavPage;
