import { system } from '#kernel/actor.ts';
import { addDays, dayOf } from '#kernel/day.ts';
import type { Check } from '#platform/checks.server.ts';
import type { Db } from '#platform/db.server.ts';
import { log } from '#platform/log.server.ts';
import { inScope } from '#platform/scope.server.ts';
import type { Carried } from './port.ts';
import { addStrange, listStrange } from './sql-strange.server.ts';

/** One or two are what a killed worker leaves; so many within a week are of a gateway that serves another house too. */
const MANY = 20;
const DAYS = 7;

/** Receipts of nothing of ours are taken, so that they do not come for ever, and counted: no command, for they are about nobody. */
export async function countStrange(
	{ db, now }: { db: Db; now: Date },
	channel: Carried,
	receipts: number
): Promise<void> {
	log.warn({ channel, unknown: receipts }, 'receipts of nothing of ours');
	await inScope(db, system('notices.receipts', new Set()), '', (sql) =>
		addStrange(sql, { channel, day: dayOf(now), receipts, at: now })
	);
}

const strange: Check = {
	name: 'notices.strange',
	of: 'outside',
	reads: async (sql, { now, settings }) => {
		if (!settings.SMS_URL && !settings.SMPP_URL && !settings.ZALO_APP_ID) return { state: 'off' };
		const found = await listStrange(sql, addDays(dayOf(now), 1 - DAYS), dayOf(now));
		const count = found.reduce((sum, { receipts }) => sum + receipts, 0);
		return { state: count >= MANY ? 'ill' : 'well', about: { count, days: DAYS } };
	}
};

export const noticesChecks: readonly Check[] = [strange];
