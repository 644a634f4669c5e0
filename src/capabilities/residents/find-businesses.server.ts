import { plain } from '#kernel/plain.ts';
import { Refusal } from '#kernel/refusal.ts';
import { pageWith } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { query } from '#platform/dispatch.server.ts';
import { lookupHashes } from '#platform/keys.server.ts';
import { pageIn } from '#platform/sql-page.server.ts';
import { findKey } from '#platform/subject-keys.server.ts';
import { communeOf } from '#capabilities/places/hamlets.server.ts';
import { BusinessLine, BusinessShown } from './answers-business.ts';
import { FindBusinesses, ListBusinesses, OneBusiness } from './inputs-business.ts';
import { numberSought } from './rules-business.ts';
import { businessesBy, businessesOf, findBusiness, lockBusiness, type BusinessRow } from './sql-businesses.server.ts';

/** Businesses on one page. */
const PAGE = 50;

const line = ({ id, kind, name, number, hamlet, elsewhere, endedOn }: BusinessRow): BusinessLine => ({
	...{ id, kind, name, number, hamlet, elsewhere, endedOn }
});

/** What stands on a sign and on a registration paper. */
const PUBLIC = 'a business by what stands on its sign and its paper; of no person';

/** The businesses of the commune by their names, those that ended last. */
export const businesses = query(
	{
		name: 'residents.businesses',
		group: 'know-people',
		input: ListBusinesses,
		answer: pageWith(BusinessLine),
		look: PUBLIC
	},
	async ({ db, actor }, { page }) => {
		const found = await pageIn<BusinessRow>(db, businessesOf(db, await communeOf(db, actor)), page, PAGE);
		return { ...found, rows: found.rows.map(line) };
	}
);

/** Businesses by words of their name or hamlet without marks, by their number however it is parted, or by their telephone. */
export const findBusinesses = query(
	{
		name: 'residents.find-businesses',
		group: 'know-people',
		input: FindBusinesses,
		answer: pageWith(BusinessLine),
		look: PUBLIC
	},
	async ({ db, actor, keys }, { words }) => {
		const digits = words.replace(/[\s.\-()]/g, '').replace(/^\+84/, '0');
		const number = numberSought(words);
		const sought = plain(words).split(' ').filter(Boolean);
		const by = {
			...{ commune: await communeOf(db, actor), number, words: number === null ? sought : [] },
			phones: /^0\d{9,10}$/.test(digits) ? lookupHashes(keys, 'phone', digits) : []
		};
		const found = await pageIn<BusinessRow>(db, businessesBy(db, by), 0, PAGE);
		return { ...found, rows: found.rows.map(line) };
	}
);

/** One business, with the telephone at which it is called. */
export const showBusiness = query(
	{ name: 'residents.business', group: 'know-people', input: OneBusiness, answer: BusinessShown, look: PUBLIC },
	async (context, { business }) => {
		const { centre: _, ...shown } = await getBusiness(context, business);
		return shown;
	}
);

/** The same for whoever says why it is read, with the centre that sees to it. Refuses one of another commune (`business-unknown`). */
export async function getBusiness(context: Context, id: string): Promise<BusinessShown & { centre: number }> {
	const row = await findBusiness(context.db, id);
	if (!row) throw new Refusal('business-unknown');
	const key = row.phoneSealed ? await findKey(context, id) : null;
	return {
		...line(row),
		...{ version: row.version, centre: row.centreId },
		phone: row.phoneSealed && key ? key.text(row.phoneSealed, 'phone') : null
	};
}

/** The same, held until whoever asks has done with it. */
export async function holdBusiness(context: Context, id: string): Promise<BusinessShown & { centre: number }> {
	await lockBusiness(context.db, id);
	return getBusiness(context, id);
}
