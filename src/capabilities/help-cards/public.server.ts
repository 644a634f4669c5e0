import * as v from 'valibot';
import { tryEach, type Brake } from '#platform/attempts.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { CardOpen } from './answers.ts';
import { OpenCard, OpenCards, SayOther } from './inputs.ts';
import { openAt, openOne } from './read.server.ts';
import { insertOther } from './sql.server.ts';

// A hall may stand behind one address, so a browser is counted by its cookie, and one without by where it comes from; whoever makes up a
// browser for each press is counted with their whole address. The same step is said once an hour.
const ofBrowser: Brake = { purpose: 'card-browser', free: 12, minutes: 60 };
const ofStrangers: Brake = { purpose: 'card-strangers', free: 12, minutes: 60 };
const ofAddress: Brake = { purpose: 'card-address', free: 60, minutes: 60 };
const ofStep: Brake = { purpose: 'card-step', free: 1, minutes: 60 };

/** The cards that everybody has, of the house and of the centre that is meant. */
export const openCards = query(
	{
		name: 'help-cards.open-cards',
		group: ['public', 'in-house'],
		input: OpenCards,
		answer: v.array(CardOpen),
		look: 'shows nobody'
	},
	(context, { centre }) => openAt(context, centre)
);

/** One card as everybody has it. Refuses what nobody was given or was taken back (`card-unknown`). */
export const openCard = query(
	{
		name: 'help-cards.open-card',
		group: ['public', 'in-house'],
		input: OpenCard,
		answer: CardOpen,
		look: 'shows nobody'
	},
	async (context, { card, centre }) => (await openOne(context, card, centre)).open
);

/**
 * *Màn hình này khác rồi*: anybody says that a step looks otherwise, and nobody asks who. It is counted once for each browser, step and hour; of
 * an older version it is counted for that one. Whoever presses too often is thanked all the same.
 */
export const sayOther = command(
	{ name: 'help-cards.say-other', group: 'public', input: SayOther, answer: v.object({ counted: v.boolean() }) },
	async (context, { id, card, version, step, centre, address, browser }) => {
		const { open, centre: at } = await openOne(context, card, centre);
		const who = browser ?? address;
		const until = await tryEach(context, [
			browser ? [ofBrowser, browser] : [ofStrangers, address],
			[ofAddress, address],
			[ofStep, `${who} ${card} ${version} ${step}`]
		]);
		const counted = until === null && version <= open.version && step <= open.steps.length;
		if (counted) await insertOther(context.db, { id, card, version, step, centre: at, at: context.now });
		return { answer: { counted }, about: null, person: null, centre: at, detail: { card, version, step, counted } };
	}
);
