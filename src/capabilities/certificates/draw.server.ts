import * as v from 'valibot';
import { centreOf, system } from '#kernel/actor.ts';
import { addDays, dayOf } from '#kernel/day.ts';
import { Nothing } from '#kernel/shapes.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { command, only, query } from '#platform/dispatch.server.ts';
import { derive, type Keys } from '#platform/keys.server.ts';
import type { Chore } from '#platform/worker.server.ts';
import { atEachCentre } from '#capabilities/places/at-each-centre.server.ts';
import { centres } from '#capabilities/places/places.server.ts';
import { DrawShown } from './answers.ts';
import { OneCentre } from './inputs.ts';
import { drawnBy, fingerprintOf } from './drawn-by.server.ts';
import {
	isToDraw,
	keepDraw,
	listDraws,
	listNumbersSince,
	listPublicDraws,
	publishFingerprint
} from './sql-draw.server.ts';

const NAME = 'certificates.draw';
const DAYS = 90;
const HOURS = 6;

const seedOf = (keys: Keys, centre: number, month: string): string =>
	derive(keys, 'recheck-draw', `${centre} ${month}`).toString('hex');

const monthOf = (day: string): string => day.slice(0, 7);
/** The month after that of a day. */
const monthAfter = (day: string): string => monthOf(addDays(`${monthOf(day)}-28`, 7));

/**
 * Binds the seed of next month by its fingerprint, and draws this month's of the certificates of the last 90 days, with the seed that was bound
 * the month before. Before one was bound nothing is drawn.
 */
export const drawRechecks = command(
	{ name: 'certificates.draw-rechecks', group: 'house', input: Nothing, answer: v.object({ drawn: v.number() }) },
	async ({ db, actor, keys, now }) => {
		const [centre, today] = [centreOf(actor), dayOf(now)];
		const next = monthAfter(today);
		await publishFingerprint(db, centre, next, fingerprintOf(seedOf(keys, centre, next)), now);
		const month = monthOf(today);
		if (!(await isToDraw(db, centre, month))) return { answer: { drawn: 0 }, detail: { month } };
		const outOf = await listNumbersSince(db, centre, addDays(today, -DAYS));
		const seed = seedOf(keys, centre, month);
		const drawn = drawnBy(seed, outOf);
		await keepDraw(db, { centre, month, seed, outOf, drawn, at: now });
		return { answer: { drawn: drawn.length }, detail: { month, of: outOf.length, drawn: drawn.length } };
	}
);

const may = only(drawRechecks, centres);

/** Every six hours, in each centre; the first of a month draws. */
export const drawMonthly: Chore = {
	name: NAME,
	everySeconds: HOURS * 3600,
	run: async ({ clock, ...base }) => {
		const now = clock();
		const as = (places: readonly number[], request: string) => ({
			...base,
			now,
			request,
			actor: system(NAME, may, null, places)
		});
		const turn = Math.floor(now.getTime() / (HOURS * 3_600_000));
		await atEachCentre(as([], crypto.randomUUID()), (id) =>
			drawRechecks(as([id], requestFor(NAME, turn, String(id))), {})
		);
	}
};

/** The draws of this centre with their numbers: whoever likes draws again. */
export const draws = query(
	{ name: 'certificates.draws', group: 'loop', input: Nothing, answer: v.array(DrawShown), look: 'holds no name' },
	async ({ db, actor }) =>
		(await listDraws(db, centreOf(actor))).map(({ outOf, ...row }) => ({
			...row,
			outOf,
			drawn: row.seed === null ? [] : drawnBy(row.seed, outOf)
		}))
);

/** The last draws of a centre as anybody may know them: no number of a certificate is in it. */
export const publicDraws = query(
	{
		name: 'certificates.public-draws',
		group: 'public',
		input: OneCentre,
		answer: v.array(v.object({ ...DrawShown.entries, outOf: v.number(), drawn: v.nullable(v.number()) })),
		look: 'holds no name'
	},
	async ({ db }, { centre }) => [...(await listPublicDraws(db, centre))]
);
