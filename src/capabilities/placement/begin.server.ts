import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { dayOf, instantOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import type { Topic } from '#capabilities/assistance/topics.ts';
import { FRAME_VERSION } from '#capabilities/learning/frame.ts';
import { judgedBefore, judgedItems } from '#capabilities/learning/placing.server.ts';
import { besideOf } from '#capabilities/learning/observe.server.ts';
import { BeginPlacement, GoOn } from './inputs.ts';
import { drawItems } from './rules-draw.ts';
import { placementNow } from './rules-placement.ts';
import { findPlacement, insertPlacement, setClock } from './sql.server.ts';

/** What is drawn hangs on which placement it is: two who sit side by side hear others. */
const seedOf = (id: string, topic: number): number => Number.parseInt(id.slice(0, 8), 16) + topic;

async function drawFor(context: Context, person: string, id: string, topics: readonly Topic[]): Promise<string[]> {
	const last = new Map((await judgedBefore(context, person)).map(({ item, at }) => [item, at]));
	const since = instantOf(dayOf(context.now));
	return topics.flatMap((topic, n) => drawItems(seedOf(id, n), judgedItems(topic), { last, since }));
}

/** Whoever sits there wants to learn and asks where to begin: topics they want, and what they will hear of each. Refuses a second beside one that began meanwhile. */
export const beginPlacement = command(
	{
		name: 'placement.begin',
		byPerson: true,
		group: 'sit-beside',
		input: BeginPlacement,
		answer: v.object({ id: v.string() })
	},
	async (context, { id, topics, after }) => {
		const { db, actor, now } = context;
		const { person, session } = besideOf(context);
		if (session === null) throw new Refusal('no-session');
		if (((await findPlacement(db, person))?.id ?? null) !== after) throw new Refusal('placement-begun');
		const items = await drawFor(context, person, id, topics);
		const written = await insertPlacement(db, {
			...{ id, centre: centreOf(actor), person, topics, items, frame: FRAME_VERSION, after },
			...{ by: actor.id, session, at: now }
		});
		if (written === 0) throw new Refusal('placement-begun');
		return { answer: { id }, about: id, person, detail: { topics } };
	}
);

/** The minutes were over and they want to hear on, now or another day: they run anew, and what was answered stands. */
export const goOnPlacement = command(
	{
		name: 'placement.go-on',
		byPerson: true,
		group: 'sit-beside',
		input: GoOn,
		answer: v.object({ id: v.string() })
	},
	async (context, { placement }) => {
		const { db, now } = context;
		const { person } = besideOf(context);
		const found = await findPlacement(db, person);
		if (found?.id !== placement) throw new Refusal('placement-begun');
		const { timeOver } = placementNow(found, await judgedBefore(context, person), now);
		// Pressed twice, or from the page of a while ago: they run already.
		if (timeOver) await setClock(db, placement, now);
		return { answer: { id: placement }, about: placement, person };
	}
);
