import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { command } from '#platform/dispatch.server.ts';
import { heldBy, learnsAt } from '#capabilities/learning/judge.server.ts';
import { besideOf } from '#capabilities/learning/observe.server.ts';
import { choiceOf, findCopy } from './copies.ts';
import { PressKey } from './inputs.ts';
import { comesNow, leadsOn, MOST_LOOKS, standingOf } from './rules-run.ts';
import { insertPress, listPresses } from './sql.server.ts';

/**
 * What somebody presses on a screen of a practice copy: themselves on their own page, or with a guide who holds the screen for them. The
 * first key of a screen stands, however often a page is sent; nothing is filed, paid or booked by it.
 */
export const pressKey = command(
	{
		name: 'errands.press-key',
		byPerson: true,
		group: ['sit-beside', 'own-page', 'learn-alone'],
		input: PressKey,
		answer: v.object({ errand: PressKey.entries.errand, kept: v.boolean(), well: v.boolean() })
	},
	async (context, { id, errand, run, screen, choice }) => {
		const { db, now } = context;
		const { person, session } = besideOf(context);
		const copy = findCopy(errand)!;
		const pressed = (await listPresses(db, person)).filter((one) => one.errand === errand);
		const here = pressed.filter((one) => one.run === run && one.screen === screen);
		const well = leadsOn(copy, { screen, choice });
		const none = { answer: { errand, kept: false, well }, about: id, person };
		if (!comesNow(standingOf(copy, pressed, now), { run, screen })) {
			if (here.length === 0) throw new Refusal('errand-not-next');
			return none;
		}
		if (!choiceOf(copy.screens[screen - 1], choice)) throw new Refusal('errand-not-next');
		if (!well && here.length >= MOST_LOOKS) return none;
		const [centre, by] = [await learnsAt(context, person), heldBy(context)];
		const nth = Math.max(0, ...here.map((one) => one.nth)) + 1;
		const row = { id, centre, person, errand, run, screen, nth, choice, at: now };
		const written = await insertPress(db, { ...row, by, session: by && session });
		const detail = { errand, run, screen, choice };
		return { answer: { errand, kept: written > 0, well }, about: id, person, centre, detail };
	}
);
