import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { giveEachBack, tryEach, type Brake, type Braked } from '#platform/attempts.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { getCentre } from '#capabilities/places/places.server.ts';
import { NumberShown, NumberTried } from './answers.ts';
import { OneCertificate, TryNumber } from './inputs.ts';
import { standingOn } from './rules-certificate.ts';
import { readNumber } from './rules-number.ts';
import { findByNumber, findFacts } from './sql.server.ts';

const ofBrowser: Brake = { purpose: 'certificate-browser', free: 10, minutes: 15 };
const ofStrangers: Brake = { purpose: 'certificate-strangers', free: 10, minutes: 15 };
const ofAddress: Brake = { purpose: 'certificate-address', free: 30, minutes: 15 };

const no = (why: 'shape' | 'slowed') => ({ answer: { certificate: null, why }, centre: null });

/**
 * Whether a number is on a paper that was given. Wrong ones are counted by browser and address and slowed. It answers and does not throw, so
 * that the count commits.
 */
export const tryNumber = command(
	{ name: 'certificates.try-number', group: 'public', input: TryNumber, answer: NumberTried },
	async (context, { number: typed, address, browser }) => {
		const number = readNumber(typed);
		if (number === null) return no('shape');
		const brakes: Braked = [[ofAddress, address], browser ? [ofBrowser, browser] : [ofStrangers, address]];
		if (await tryEach(context, brakes)) return no('slowed');
		const certificate = await findByNumber(context.db, number);
		if (certificate !== null) await giveEachBack(context, brakes);
		const why = certificate === null ? ('unknown' as const) : null;
		return { answer: { certificate, why }, about: certificate, centre: null };
	}
);

/** What the paper of a number says, for whoever was told its id by it: no name is in it. */
export const checkedNumber = query(
	{
		name: 'certificates.checked',
		group: 'public',
		input: OneCertificate,
		answer: NumberShown,
		look: 'names nobody: whoever holds the paper compares the name on it with a card'
	},
	async ({ db, now }, { certificate }) => {
		const found = await findFacts(db, certificate);
		if (!found) throw new Refusal('certificate-unknown');
		const { number, topic, givenOn, seenOn, refreshFrom, centreId } = found;
		const { name } = await getCentre(db, centreId);
		return { number, topic, givenOn, seenOn, refreshFrom, centre: name, standing: standingOn(found, dayOf(now)) };
	}
);
