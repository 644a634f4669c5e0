import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { dayOf } from '#kernel/day.ts';
import { moreAfter, type Page } from '#kernel/page.ts';
import { pageWith } from '#kernel/shapes.ts';
import { command, may, query } from '#platform/dispatch.server.ts';
import { findByNumber, findPeople, namesOf } from '#capabilities/residents/people.server.ts';
import { LookMade } from './answers.ts';
import { LooksOf, Tie } from './inputs.ts';
import { firstShown } from './patterns.server.ts';
import { countLooksBy, listWatchedStaff, looksBy, tieStaff, untieStaff } from './sql.server.ts';

/** Looks on one page. */
const PAGE = 50;
/** As many names stand beside one look; a list may have shown more. */
const NAMES = 8;

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
		const one = (await listWatchedStaff(db)).find(({ staffId }) => staffId === staff);
		if (!one) throw new Refusal('not-your-place');
		const [first, today] = [firstShown(now), dayOf(now)];
		const [counted, found] = await Promise.all([
			countLooksBy(db, staff, first, today),
			looksBy(db, staff, first, PAGE + 1, page * PAGE)
		]);
		// What came after its day was counted is in the list alone: nobody loses the last of it.
		const whole = Math.max(counted, found.length > 0 ? page * PAGE + found.length : 0);
		const rows = found.slice(0, PAGE);
		const ids = may(actor, findPeople) ? rows.flatMap(({ people }) => people.slice(0, NAMES)) : [];
		const names = await namesOf(db, ids);
		const looks: Page<LookMade> = {
			whole,
			more: moreAfter(whole, page, PAGE),
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
		if (!(await listWatchedStaff(db)).some(({ staffId }) => staffId === staff)) throw new Refusal('not-your-place');
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
