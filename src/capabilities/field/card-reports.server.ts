import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { id, Nothing, whole, wordsOrNone } from '#kernel/shapes.ts';
import { saidAt } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { CardReported } from './answers.ts';
import { insertCardReport, listCardReports, noteCardSeen } from './sql-card-reports.server.ts';

const card = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/));

/** Somebody saw at a door that a card is not true any more, as where a screen looks different now. */
export const reportCard = command(
	{
		name: 'field.report-card',
		byPerson: true,
		group: 'at-door',
		input: v.object({ id, card, version: v.pipe(whole, v.minValue(1)), words: wordsOrNone(200) }),
		answer: v.object({ id: v.string() })
	},
	async (context, { id: report, ...said }) => {
		const { actor } = context;
		await insertCardReport(context.db, {
			...said,
			id: report,
			centre: centreOf(actor),
			by: actor.id,
			at: saidAt(context)
		});
		return { answer: { id: report }, about: report, detail: { card: said.card, version: said.version } };
	}
);

/** Cards of which somebody said so whom one leads and nobody has looked at it yet, by card and version. */
export const cardReports = query(
	{
		name: 'field.card-reports',
		group: 'lead-field',
		input: Nothing,
		answer: v.array(CardReported),
		look: 'of cards, and nobody is named but who goes to doors'
	},
	async ({ db, actor }) => listCardReports(db, centreOf(actor))
);

/** Whoever leads has looked at what theirs said of a card; refuses where nobody has said anything (`card-seen`). */
export const seeCard = command(
	{
		name: 'field.see-card',
		group: 'lead-field',
		input: v.object({ card, version: v.pipe(whole, v.minValue(1)) }),
		answer: v.object({ card: v.string() })
	},
	async ({ db, actor, now }, said) => {
		if (!(await noteCardSeen(db, { ...said, centre: centreOf(actor), by: actor.id, at: now })))
			throw new Refusal('card-seen');
		return { answer: { card: said.card }, detail: said };
	}
);
