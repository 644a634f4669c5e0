import * as v from 'valibot';
import { Nothing } from '#kernel/shapes.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { heldBy, learnsAt } from '#capabilities/learning/judge.server.ts';
import { besideOf } from '#capabilities/learning/observe.server.ts';
import { currentOf, sayYesThemself } from '#capabilities/privacy/consents.server.ts';
import { mayBeUsedFor } from '#capabilities/privacy/effects.server.ts';
import { Reminds } from './answers.ts';
import { ChooseWay } from './inputs.ts';
import { findWay, insertWay } from './sql-due.server.ts';

/**
 * How somebody wants to be reminded: by a text, a call or a visit. On their own page it is their yes too, to the words that stand there. Refuses
 * whoever has not said yes (`refreshers-no-yes`), and while something they asked about their data keeps a yes from being used.
 */
export const chooseWay = command(
	{
		name: 'paths.choose-way',
		byPerson: true,
		group: ['sit-beside', 'own-page'],
		input: ChooseWay,
		answer: v.object({ id: v.string() })
	},
	async (context, { id, way, version }) => {
		const { person, session } = besideOf(context);
		const centre = await learnsAt(context, person);
		const own = context.actor.kind === 'resident';
		if (own && version !== null) await sayYesThemself(context, { id, purpose: 'refreshers', version, centre });
		if (!(await mayBeUsedFor(context, person, 'refreshers'))) throw new Refusal('refreshers-no-yes');
		const by = { by: heldBy(context), session: own ? null : session, at: context.now };
		await insertWay(context.db, { id, centre, person, way, ...by });
		return { answer: { id }, about: id, person, centre, detail: { way } };
	}
);

async function remindsOf(context: Context): Promise<Reminds> {
	const { person } = besideOf(context);
	const [stands, way, { words, version }] = await Promise.all([
		mayBeUsedFor(context, person, 'refreshers'),
		findWay(context.db, person),
		currentOf(context, 'refreshers')
	]);
	return { stands, way, ask: { words, version } };
}

/** Whether the person beside is reminded, and how. */
export const remindsBeside = query(
	{
		name: 'paths.reminds-beside',
		byPerson: true,
		group: 'sit-beside',
		input: Nothing,
		answer: Reminds,
		look: 'beside the person, in a session whose every page is a look already'
	},
	remindsOf
);

/** The same for themselves. */
export const myReminds = query(
	{ name: 'paths.my-reminds', group: 'own-page', input: Nothing, answer: Reminds, look: 'the person’s own page' },
	remindsOf
);
