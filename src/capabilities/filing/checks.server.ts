import type { Check } from '#platform/checks.server.ts';
import { reach } from '#platform/reach.server.ts';
import { getCentre } from '#capabilities/places/places.server.ts';

/** The way that the centre has chosen and the address that the machine was given say the same, or files go nowhere. */
const portal: Check = {
	name: 'filing.portal',
	of: 'outside',
	reads: async (sql, { centre, settings }) => {
		const byHand = (await getCentre(sql, centre)).portalWay === 'by-hand';
		if (!settings.PORTAL_URL) return byHand ? { state: 'off' } : { state: 'ill', why: 'no-address' };
		return byHand ? { state: 'lacking' } : { state: 'well' };
	}
};

const portalAnswers: Check = {
	name: 'filing.portal-answers',
	of: 'outside',
	feels: async ({ settings }) => {
		const answer = await reach(settings.PORTAL_URL);
		return { state: answer === 'ok' ? 'well' : answer === 'silent' ? 'ill' : 'off' };
	}
};

export const filingChecks: readonly Check[] = [portal, portalAnswers];
