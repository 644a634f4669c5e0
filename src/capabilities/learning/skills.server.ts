import { Nothing } from '#kernel/shapes.ts';
import { dayOf, instantOf } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import { query } from '#platform/dispatch.server.ts';
import { seenElsewhere } from '#capabilities/assistance/seen.server.ts';
import { Beside, Skills } from './answers.ts';
import { statementsOfCard } from './cards-shown.ts';
import { OneStatement } from './inputs.ts';
import { getKnown, listKnown, shownOf, type Known } from './known.server.ts';
import { besideOf } from './observe.server.ts';
import { nextForm, nextItem, standingOf, type Shown } from './rules-standing.ts';
import { listEvidence, type EvidenceRow } from './sql.server.ts';

/** What was seen of each statement elsewhere: with a card at a door, or typed by themselves beside a guide. */
async function shownElsewhere(context: Context, person: string): Promise<ReadonlyMap<string, Shown[]>> {
	const shown = new Map<string, Shown[]>();
	for (const { card, topic, done, at } of await seenElsewhere(context, person))
		for (const statement of statementsOfCard(card, topic))
			shown.set(statement, [...(shown.get(statement) ?? []), { at, done }]);
	return shown;
}

const ofOne = (rows: readonly EvidenceRow[], id: string): EvidenceRow[] => rows.filter((row) => row.statement === id);

/** A statement with all that stands of somebody in it. */
export type Whole = { known: Known; rows: readonly EvidenceRow[]; shown: readonly Shown[] };

/** All that stands of somebody, statement by statement, for a room that reads it day by day; one that ended only where something of it was seen. */
export async function wholeOf(context: Context, person: string): Promise<readonly Whole[]> {
	const [known, rows, shown] = await Promise.all([
		listKnown(context),
		listEvidence(context.db, person),
		shownElsewhere(context, person)
	]);
	return known
		.map((one) => ({ known: one, rows: ofOne(rows, one.id), shown: shown.get(one.id) ?? [] }))
		.filter((one) => !one.known.ended || one.rows.length > 0);
}

const skillsOf = async (context: Context, person: string): Promise<Skills> =>
	(await wholeOf(context, person)).map(({ known, rows, shown }) => ({
		...shownOf(known),
		...standingOf(known, rows, shown)
	}));

/** What the person beside can do, statement by statement. */
export const skillsBeside = query(
	{
		name: 'learning.skills-beside',
		byPerson: true,
		group: 'sit-beside',
		input: Nothing,
		answer: Skills,
		look: 'beside the person, in a session whose every page is a look already'
	},
	(context) => skillsOf(context, besideOf(context).person)
);

/** The same for themselves. */
export const mySkills = query(
	{
		name: 'learning.my-skills',
		group: ['own-page', 'learn-alone'],
		input: Nothing,
		answer: Skills,
		look: 'the person’s own page'
	},
	(context) => skillsOf(context, besideOf(context).person)
);

async function besideIt(context: Context, statement: string): Promise<Beside> {
	const { person } = besideOf(context);
	const [known, rows, shown] = await Promise.all([
		getKnown(context, statement),
		listEvidence(context.db, person, statement),
		shownElsewhere(context, person)
	]);
	const form = nextForm(rows);
	const next = known.tasks.find((task) => task.form === form) ?? known.tasks[0]!;
	return {
		...shownOf(known),
		...standingOf(known, rows, shown.get(statement)),
		next,
		before: rows.flatMap(({ id, kind, item, level, at, byStaff }) =>
			kind === 'task' ? [{ id, at, item, level: level!, mine: byStaff === context.actor.id }] : []
		),
		item: nextItem([...known.items.keys()], rows, instantOf(dayOf(context.now)))
	};
}

/** One statement beside whoever is looked at: the task that comes next, and what was seen before. */
export const statementBeside = query(
	{
		name: 'learning.statement-beside',
		byPerson: true,
		group: 'sit-beside',
		input: OneStatement,
		answer: Beside,
		look: 'beside the person, in a session whose every page is a look already'
	},
	(context, { statement }) => besideIt(context, statement)
);

/** The same for themselves: what they may hear and judge. */
export const myStatement = query(
	{
		name: 'learning.my-statement',
		group: ['own-page', 'learn-alone'],
		input: OneStatement,
		answer: Beside,
		look: 'the person’s own page'
	},
	(context, { statement }) => besideIt(context, statement)
);
