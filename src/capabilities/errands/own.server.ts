import type { Context } from '#platform/context.server.ts';
import { Nothing } from '#kernel/shapes.ts';
import { query } from '#platform/dispatch.server.ts';
import { besideOf } from '#capabilities/learning/observe.server.ts';
import { AtErrand, OwnErrands, type AtEnd, type LookAgain, type OpenScreen } from './answers.ts';
import { choiceOf, findCopy, practiceCopies } from './copies.ts';
import type { PracticeCopy } from './copy-shape.ts';
import { OneErrand } from './inputs.ts';
import { anew, standingOf, type Standing } from './rules-run.ts';
import { laidOut, markedTold, orderTold, places } from './rules-tell.ts';
import { findTold, listPresses } from './sql.server.ts';

const look = 'their own page, or beside them in a session whose every page is a look already';
const group = ['sit-beside', 'own-page', 'learn-alone'];

function openScreen(copy: PracticeCopy, { screen }: Standing): OpenScreen | null {
	if (screen === null) return null;
	const { picture, step, asks, shows, types, choices } = copy.screens[screen - 1]!;
	return {
		...{ screen, picture, step, asks, shows, types },
		choices: choices.map(({ id, picture: drawn, says }) => ({ id, picture: drawn, says }))
	};
}

function lookAgain(copy: PracticeCopy, { screen, again }: Standing): LookAgain | null {
	const pressed = screen !== null && again !== null ? choiceOf(copy.screens[screen - 1], again) : undefined;
	if (!pressed?.again) return null;
	return { choice: pressed.id, picture: pressed.picture, says: pressed.says, because: pressed.again };
}

async function atEnd(
	{ db }: Context,
	person: string,
	copy: PracticeCopy,
	{ run, finished }: Standing
): Promise<AtEnd | null> {
	if (finished === null) return null;
	const row = await findTold(db, person, { errand: copy.id, run });
	const order = row ? places : laidOut(person, run);
	const steps = order.map((place) => {
		const { picture, step } = copy.screens[copy.order[place - 1]! - 1]!;
		return { place, picture, step };
	});
	const told = row ? (row.how === 'order' ? orderTold : markedTold)(row.said) : null;
	return { says: copy.end, steps, told };
}

/** Where somebody is in an errand: the screen that is open, what is looked at again, or its end. */
export const openErrand = query(
	{ name: 'errands.open', byPerson: true, group, input: OneErrand, answer: AtErrand, look },
	async (context, { errand, anew: again }) => {
		const { person } = besideOf(context);
		const copy = findCopy(errand)!;
		const pressed = (await listPresses(context.db, person)).filter((one) => one.errand === errand);
		const stands = standingOf(copy, pressed, context.now);
		const shown = again ? anew(stands) : stands;
		return {
			...{ errand, name: copy.name, run: shown.run, of: copy.screens.length },
			...{ open: openScreen(copy, shown), again: lookAgain(copy, shown) },
			end: await atEnd(context, person, copy, shown)
		};
	}
);

/** The errands that can be practised, and how far somebody came with each. */
export const ownErrands = query(
	{ name: 'errands.own', byPerson: true, group, input: Nothing, answer: OwnErrands, look },
	async (context) => {
		const { person } = besideOf(context);
		const pressed = await listPresses(context.db, person);
		return practiceCopies.map((copy) => {
			const { id: errand, picture, name, about } = copy;
			const own = pressed.filter((one) => one.errand === errand);
			const { finished, screen, again } = standingOf(copy, own, context.now);
			const begun = screen !== 1 || again !== null;
			return { errand, picture, name, about, stands: finished ? 'done' : begun ? 'begun' : 'new' } as const;
		});
	}
);
