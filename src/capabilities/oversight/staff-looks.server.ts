import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import type { Page } from '#kernel/page.ts';
import { pageWith } from '#kernel/shapes.ts';
import { command, may, query } from '#platform/dispatch.server.ts';
import { pageIn } from '#platform/sql-page.server.ts';
import { findByNumber, findPeople, namesOf } from '#capabilities/residents/people.server.ts';
import { LookMade } from './answers.ts';
import { LooksOf, Tie } from './inputs.ts';
import { shownSince } from './patterns.server.ts';
import { listWatched, looksBy, tieStaff, untieStaff } from './sql.server.ts';

/** Looks on one page. */
const PAGE = 50;
/** As many names stand beside one look; a list may have shown more. */
const NAMES = 8;

type LookRow = Pick<LookMade, 'id' | 'at' | 'what' | 'purpose' | 'beside'> & { people: string[] };

/**
 * The looks of one member of staff in the days shown. Whoever may search the register reads whom they were at, and each of those
 * reads that it was looked up; others read how many. Refuses somebody of another place (`not-your-place`).
 */
export const looksOfStaff = query(
	{
		name: 'oversight.looks-of-staff',
		group: 'second-eyes',
		input: LooksOf,
		answer: v.object({ name: v.string(), known: v.boolean(), looks: pageWith(LookMade), shown: v.array(v.string()) }),
		look: ({ shown }) => ({ person: shown, what: 'list', purpose: 'oversight', repeats: true })
	},
	async ({ db, actor, now }, { staff, page }) => {
		// Who it is; what they looked at is not counted for that.
		const one = (await listWatched(db, now)).find(({ staffId }) => staffId === staff);
		if (!one) throw new Refusal('not-your-place');
		const { rows, ...rest } = await pageIn<LookRow>(db, looksBy(db, staff, shownSince(now)), page, PAGE);
		const ids = may(actor, findPeople) ? rows.flatMap(({ people }) => people.slice(0, NAMES)) : [];
		const names = await namesOf(db, ids);
		const looks: Page<LookMade> = {
			...rest,
			rows: rows.map(({ people, ...row }) => ({
				...row,
				...{ people: people.length, names: people.slice(0, NAMES).flatMap((id) => names.get(id) ?? []) }
			}))
		};
		return { name: one.name, known: one.resident !== null, looks, shown: [...names.keys()] };
	}
);

/**
 * Who of the register a member of staff is, so that looks at themselves, their house and their hamlet can be told from work; null
 * takes it away. It is a look at that person. Refuses a number that nobody here has (`number-nobody`) and one's own account.
 */
export const tie = command(
	{ name: 'oversight.tie', group: 'second-eyes', input: Tie, answer: v.object({ known: v.boolean() }) },
	async (context, { staff, number }) => {
		const { db, actor, now } = context;
		if (staff === actor.id) throw new Refusal('pattern-own');
		if (!(await listWatched(db, now)).some(({ staffId }) => staffId === staff)) throw new Refusal('not-your-place');
		if (number === null) {
			await untieStaff(db, staff, actor.id!, now);
			return { answer: { known: false }, about: staff, person: null };
		}
		const person = await findByNumber(context, number);
		if (!person) throw new Refusal('number-nobody');
		await untieStaff(db, staff, actor.id!, now);
		await tieStaff(db, { staff, person, by: actor.id, at: now });
		const looked = { person, what: 'record', purpose: 'oversight' };
		return { answer: { known: true }, about: staff, person, looked };
	}
);
