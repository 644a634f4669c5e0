import * as v from 'valibot';
import { Nothing } from '#kernel/shapes.ts';
import { forgetTries, giveBack, tryEach, tryOnce, type Brake, type Braked } from '#platform/attempts.server.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { tokenHash } from '#platform/keys.server.ts';
import { Opened } from './answers.ts';
import { OpenAtMachine, OpenByCard } from './inputs.ts';
import { isKey, readCard, type Hall } from './rules-pictures.ts';
import { cardHashes, learnerTokenOf, picturesHashes } from './shared.server.ts';
import { closeAtMachine, closeLearner, findByPictures, findCardCentre, insertLearner } from './sql.server.ts';

// Of 1,320 keys a thief with somebody's card tries forty in two hours. A hall counts for itself: it knows no card, so that it waits sooner.
const ofCard: Brake = { purpose: 'learning-card', free: 5, minutes: 15 };
const ofBrowser: Brake = { purpose: 'learning-browser', free: 10, minutes: 15 };
const ofStrangers: Brake = { purpose: 'learning-strangers', free: 20, minutes: 15 };
const ofAddress: Brake = { purpose: 'learning-address', free: 60, minutes: 15 };
const ofMachine: Brake = { purpose: 'learning-machine', free: 4, minutes: 5 };

/** How long a browser stays open (minutes); a machine of the hall is for the next one soon. */
const STAY = { browser: 60, machine: 5 };

const no = (why: 'other' | 'slowed' | 'shape') => ({ answer: { open: false, why }, centre: null });

type Found = { id: string; person: string; centre: number };

async function letIn(context: Context, { id, person, centre }: Found, request: string, hall: Hall | null) {
	const stay = hall === null ? STAY.browser : STAY.machine;
	await insertLearner(context.db, {
		tokenHash: tokenHash(learnerTokenOf(context, request)),
		...{ id: request, key: id, hall, at: context.now },
		until: new Date(context.now.getTime() + stay * 60_000)
	});
	return { answer: { open: true, why: null }, about: id, person, centre };
}

/**
 * Opens learning by a card and three pictures. A card that is none and pictures that are others are told alike. Tries are counted by the card,
 * the browser and the address and slowed; it answers and does not throw, so that the count commits.
 */
export const openByCard = command(
	{ name: 'picture-keys.open', group: 'threshold', input: OpenByCard, answer: Opened },
	async (context, { id, card: typed, pictures, address, browser }) => {
		const card = readCard(typed);
		if (card === null || !isKey(pictures)) return no('shape');
		const brakes: Braked = [
			[ofAddress, address],
			browser ? [ofBrowser, browser] : [ofStrangers, address],
			[ofCard, card]
		];
		if (await tryEach(context, brakes)) return no('slowed');
		const hashes = cardHashes(context, card);
		const centre = await findCardCentre(context.db, hashes);
		const found =
			centre === undefined
				? undefined
				: await findByPictures(context.db, {
						...{ card: hashes, centre },
						pictures: picturesHashes(context, centre, pictures)
					});
		if (!found) return no('other');
		for (const [brake, whom] of brakes) await (brake === ofCard ? forgetTries : giveBack)(context, brake, whom);
		return letIn(context, found, id, null);
	}
);

/** Opens practice at a machine of the hall by the pictures alone, for the number of one ticket; wrong ones are counted by the machine and slowed. */
export const openAtMachine = command(
	{ name: 'picture-keys.open-at-machine', group: 'threshold', input: OpenAtMachine, answer: Opened },
	async (context, { id, device, ticket, centre, pictures }) => {
		if (!isKey(pictures)) return no('shape');
		if (await tryOnce(context, ofMachine, device)) return no('slowed');
		const hashes = picturesHashes(context, centre, pictures);
		const found = await findByPictures(context.db, { card: null, centre, pictures: hashes });
		if (!found) return no('other');
		await giveBack(context, ofMachine, device);
		await closeAtMachine(context.db, device, context.now);
		return letIn(context, found, id, { device, ticket });
	}
);

/** Closes what the pictures opened, on this browser. */
export const closeLearning = command(
	{
		name: 'picture-keys.close',
		group: 'learn-alone',
		input: Nothing,
		answer: v.object({ ok: v.literal(true) })
	},
	async ({ db, actor, now }) => {
		await closeLearner(db, actor.machine ?? '', now);
		return { answer: { ok: true }, about: actor.row, person: actor.subject };
	}
);
