import * as v from 'valibot';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { slowDown, type Brake } from '#platform/attempts.server.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { openingOf, getCentre, type Centre } from '#capabilities/places/places.server.ts';
import { TakeTicket } from './inputs.ts';
import { countFromHome, insertTicket, nextNumber, turnPeriod } from './sql.server.ts';
import { readHall, waitIn } from './wait.server.ts';

const sourceOf = { device: 'kiosk', staff: 'staff', public: 'home' } as const;

const brake: Brake = { purpose: 'ticket-from-home', free: 10, minutes: 10 };
/** Numbers for one matter that wait at one time of those who took them from home in the last hour: nobody here has seen them yet. */
const MOST_FROM_HOME = 20;

type FromHome = Pick<v.InferOutput<typeof TakeTicket>, 'matter' | 'address'>;

/**
 * From home a number is taken while the doors are open, and ten from one address in ten minutes: a household or a school
 * is never stopped, a script is. Each ten minutes are counted for themselves. However many addresses ask, so many wait for
 * one matter; whoever comes in person is never refused for them.
 */
async function fromHome(context: Context, centre: Centre, { matter, address = '' }: FromHome): Promise<void> {
	const { db, now } = context;
	if (!(await openingOf(db, centre, now)).open) throw new Refusal('centre-closed');
	await slowDown(context, brake, address, 'numbers-enough');
	const since = new Date(now.getTime() - 3_600_000);
	if ((await countFromHome(db, centre.id, matter, since)) >= MOST_FROM_HOME) throw new Refusal('home-numbers-enough');
}

/**
 * The next number of the day. Priority is claimed here and confirmed by a person later; the claim already counts, so that
 * nobody who may go first waits for a confirmation. Answers the range that was promised, to be judged tomorrow. Refuses
 * whoever asks from home outside of opening hours or far too often, and `urgent` from whoever is not staff: that is a person’s
 * decision.
 */
export const takeTicket = command(
	{
		name: 'counter.take-ticket',
		byKey: true,
		group: ['public', 'kiosk', 'hall'],
		input: TakeTicket,
		answer: v.object({ ticket: v.string(), number: v.number() })
	},
	async (context, input) => {
		const { db, actor, now } = context;
		const day = dayOf(now);
		const [centre, hall] = await Promise.all([getCentre(db, input.centre), readHall(context, input.centre)]);
		if (input.priority === 'urgent' && actor.kind !== 'staff') throw new Refusal('urgent-by-person');
		if (actor.kind === 'public') await fromHome(context, centre, input);
		const headStartMin = input.priority === 'none' ? 0 : centre.headStartMin;
		const wait = waitIn(hall, input.matter, now, headStartMin);
		const ticket = {
			id: input.id,
			centreId: input.centre,
			day,
			matter: input.matter,
			procedureCode: input.procedure,
			source: actor.kind === 'device' || actor.kind === 'staff' ? sourceOf[actor.kind] : sourceOf.public,
			priority: input.priority,
			headStartMin,
			promisedFrom: wait.range?.from ?? null,
			promisedTo: wait.range?.to ?? null
		};
		// In one breath, for everybody else waits for the line meanwhile.
		const [number] = await Promise.all([
			nextNumber(db, input.centre, day, now),
			insertTicket(db, ticket),
			turnPeriod(db, ticket, 'waiting', null, now)
		]);
		return {
			answer: { ticket: input.id, number },
			about: input.id,
			person: null,
			centre: input.centre,
			detail: { number, matter: input.matter, headStartMin }
		};
	}
);
