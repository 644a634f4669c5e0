import type { Check } from '#platform/checks.server.ts';
import { reach } from '#platform/reach.server.ts';
import { countPeople } from './sql-accounts.server.ts';
import { countDevices } from './sql-devices.server.ts';

/** Two who may agree: what could help one person into another's place takes both. */
const people: Check = {
	name: 'access.people',
	of: 'centre',
	reads: async (sql, { centre }) => {
		const about = await countPeople(sql, centre);
		if (about.serving === 0) return { state: 'lacking', why: 'nobody', about };
		return about.agreeing < 2 ? { state: 'lacking', why: 'alone', about } : { state: 'well', about };
	}
};

const devices: Check = {
	name: 'access.hall',
	of: 'centre',
	reads: async (sql, { centre }) => {
		const count = await countDevices(sql, centre);
		return { state: count > 0 ? 'well' : 'lacking', about: { count } };
	}
};

const eId: Check = {
	name: 'access.e-id',
	of: 'outside',
	feels: async ({ settings }) => {
		const answer = await reach(settings.E_ID_ISSUER);
		return { state: answer === 'ok' ? 'well' : answer === 'silent' ? 'ill' : 'off' };
	}
};

export const accessChecks: readonly Check[] = [people, devices, eId];
