import { Nothing } from '#kernel/shapes.ts';
import { dayOf, instantOf } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import { query } from '#platform/dispatch.server.ts';
import { gateSigns } from '#capabilities/learning/frame.ts';
import { shownOf } from '#capabilities/learning/known.server.ts';
import { besideOf } from '#capabilities/learning/observe.server.ts';
import { nextItem } from '#capabilities/learning/rules-standing.ts';
import { practiceDue } from '#capabilities/practice/own.server.ts';
import { NextShown, type Named } from './answers.ts';
import { nextStep, type Goal } from './rules-next.ts';
import { findGoal, listSigns } from './sql.server.ts';
import { walkedOf, type Walked } from './stands.server.ts';

const ALONE = 2;

const named = ({ whole, stands }: Walked): Named => ({ ...shownOf(whole.known), level: stands.level });
const lastOf = ({ standing }: Walked): number => standing.last?.getTime() ?? 0;

const isAlone = ({ stands: { level } }: Walked): boolean => level !== null && level >= ALONE;
const isWanted = ({ stands }: Walked, { topic, statement }: Goal): boolean =>
	statement === null ? stands.topic === topic : stands.id === statement;

async function nextOf(context: Context): Promise<NextShown> {
	const { person } = besideOf(context);
	const { db, now } = context;
	const [walked, goal, signs, practiceOn] = await Promise.all([
		walkedOf(context, person),
		findGoal(db, person),
		listSigns(db, person),
		practiceDue(context, person)
	]);
	const wants = goal && (goal.topic !== null || goal.statement !== null) ? goal : null;
	const next = nextStep({
		statements: walked.map(({ stands }) => stands),
		...{ signs: new Set(signs), goal: wants, practiceOn, today: dayOf(now) }
	});
	const of = walked.find(({ stands }) => stands.id === next.of);
	return {
		why: next.why,
		statement: of ? { ...named(of), hears: hearsToday(of, now), lacks: of.standing.lacks } : null,
		sign: gateSigns.find(({ id }) => id === next.of) ?? null,
		// What they wanted and do by now is wanted no more.
		goal: wants && walked.some((one) => isWanted(one, wants) && !isAlone(one)) ? wants : null,
		alone: walked
			.filter(isAlone)
			.toSorted((a, b) => lastOf(b) - lastOf(a))
			.map(named),
		open: walked.filter((one) => !isAlone(one)).map(named)
	};
}

const hearsToday = ({ whole: { known, rows } }: Walked, now: Date): boolean =>
	nextItem([...known.items.keys()], rows, instantOf(dayOf(now))) !== null;

/** The one thing that comes next on the path of the person beside, with what they do alone by now. */
export const nextBeside = query(
	{
		name: 'paths.next-beside',
		byPerson: true,
		group: 'sit-beside',
		input: Nothing,
		answer: NextShown,
		look: 'beside the person, in a session whose every page is a look already'
	},
	nextOf
);

/** The same for themselves. */
export const myNext = query(
	{
		name: 'paths.my-next',
		group: ['own-page', 'learn-alone'],
		input: Nothing,
		answer: NextShown,
		look: 'the person’s own page'
	},
	nextOf
);
