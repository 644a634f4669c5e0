import * as v from 'valibot';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { giveEachBack, tryEach, type Brake, type Braked } from '#platform/attempts.server.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { whole } from '#kernel/shapes.ts';
import { Checked, Visitor } from './answers.ts';
import { CheckByTelephone, CheckDigits, OneBadge } from './inputs.ts';
import { isTeam } from './rules-badge.ts';
import { isShown, readDigits } from './rules-digits.ts';
import { digitsKey } from './secret.server.ts';
import { findCommuneName, findPicture, listStanding } from './sql.server.ts';

// Five wrong ones in a row at one browser, and it waits for a minute; an address may be a whole hamlet behind one mast.
const ofBrowser: Brake = { purpose: 'badge-browser', free: 5, minutes: 1 };
const ofStrangers: Brake = { purpose: 'badge-strangers', free: 30, minutes: 15 };
const ofAddress: Brake = { purpose: 'badge-address', free: 100, minutes: 15 };
const ofStaff: Brake = { purpose: 'badge-staff', free: 20, minutes: 1 };

type Found = v.InferOutput<typeof Checked>;
const no = (why: Found['why'], until: Date | null = null): Found => ({
	badge: null,
	why,
	until: until?.toISOString() ?? null
});

/** Whose digits these are now. A team has a few dozen badges: each is asked. */
async function whose({ db, keys, now }: Context, centres: readonly number[], digits: string): Promise<Found> {
	const standing = (await Promise.all(centres.map((one) => listStanding(db, one, dayOf(now), null)))).flat();
	const shown = await Promise.all(
		standing.map(async (badge) => ({
			id: badge.id,
			is: await isShown(await digitsKey(keys, badge), digits, now.getTime())
		}))
	);
	const right = shown.filter(({ is }) => is === 'right');
	if (right.length === 1) return { badge: right[0]!.id, why: null, until: null };
	return no(right.length > 1 ? 'twice' : shown.some(({ is }) => is === 'old') ? 'old' : 'wrong');
}

/** Counts a try, asks, and takes the try back where it was right. It answers and does not throw, so that the count commits. */
async function check(
	context: Context,
	{ centres, typed }: { centres: readonly number[]; typed: string },
	brakes: Braked
): Promise<Found> {
	const digits = readDigits(typed);
	if (digits === null) return no('digits-shape');
	const until = await tryEach(context, brakes);
	if (until) return no('slowed', until);
	const found = await whose(context, centres, digits);
	if (found.badge !== null) await giveEachBack(context, brakes);
	return found;
}

/**
 * Whether six digits that somebody at a door reads out are shown by a badge of this centre now. Wrong ones are counted by browser and by
 * address and slowed; nobody writes down who asked.
 */
export const checkVisitor = command(
	{ name: 'badges.check-visitor', group: 'public', input: CheckDigits, answer: Checked },
	async (context, { centre, digits, address, browser }) => {
		const found = await check(context, { centres: [centre], typed: digits }, [
			[ofAddress, address],
			browser ? [ofBrowser, browser] : [ofStrangers, address]
		]);
		return { answer: found, about: found.badge, centre: null };
	}
);

/** The same for somebody who calls: whoever answers types what they read out, and all the communes of whoever answers are asked. */
export const checkByTelephone = command(
	{ name: 'badges.check-by-telephone', group: 'at-work', input: CheckByTelephone, answer: Checked },
	async (context, { digits }) => {
		const { actor } = context;
		const found = await check(context, { centres: actor.centres, typed: digits }, [[ofStaff, actor.id]]);
		return { answer: found, about: found.badge };
	}
);

/** Who stands there, for whoever was shown right digits: the id of a badge is told to nobody else. Refuses one that ended (`badge-unknown`). */
export const visitor = query(
	{
		name: 'badges.visitor',
		group: ['public', 'at-work'],
		/** Without a centre, of all those of whoever asks. */
		input: v.object({ ...OneBadge.entries, centre: v.nullable(whole) }),
		answer: Visitor,
		look: 'names staff, and no resident'
	},
	async ({ db, actor, now }, { badge, centre }) => {
		const centres = centre === null ? actor.centres : [centre];
		const standing = await Promise.all(centres.map((one) => listStanding(db, one, dayOf(now), null)));
		const at = standing.findIndex((all) => all.some(({ id }) => id === badge));
		const found = standing[at]?.find(({ id }) => id === badge);
		const picture = found && (await findPicture(db, badge));
		if (!found || !picture) throw new Refusal('badge-unknown');
		const { name, roles, hamlets, areas, validUntil } = found;
		return {
			...{ badge, name, team: isTeam(roles), hamlets: hamlets ?? [], areas, validUntil },
			commune: await findCommuneName(db, centres[at]!),
			picture: picture.toString('base64')
		};
	}
);
