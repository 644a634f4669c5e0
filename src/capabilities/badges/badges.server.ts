import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { Bearer } from './answers.ts';
import { GiveBadge, OneBadge } from './inputs.ts';
import { MOST_DAYS, isTeam, latestDay } from './rules-badge.ts';
import { endBadgeRow, endBadgesOf, findBadgeOf, insertBadge, isLedBearer, listBearers } from './sql.server.ts';

const Kept = v.object({ id: v.string() });
const leads = ['lead', 'lead-field'] as const;

/**
 * Gives somebody a badge until a day; the one that they had ends. Refuses whoever is not led by who asks (`not-your-place`), a day that
 * is over (`badge-past`) or more than a year away (`badge-days`), and a first badge without a picture (`picture-missing`).
 */
export const giveBadge = command(
	{ name: 'badges.give-badge', byPerson: true, group: leads, input: GiveBadge, answer: Kept },
	async ({ db, actor, now }, { id, staff, validUntil, picture }) => {
		const centre = centreOf(actor);
		if (!(await isLedBearer(db, centre, staff))) throw new Refusal('not-your-place');
		const today = dayOf(now);
		if (validUntil < today) throw new Refusal('badge-past');
		if (validUntil > latestDay(today)) throw new Refusal('badge-days', { days: MOST_DAYS });
		const bytes = picture === null ? (await findBadgeOf(db, centre, staff))?.picture : Buffer.from(picture, 'base64');
		if (!bytes) throw new Refusal('picture-missing');
		await endBadgesOf(db, centre, staff, actor.id, now);
		await insertBadge(db, { id, centre, staff, picture: bytes, validUntil, by: actor.id, at: now });
		return { answer: { id }, about: id, detail: { staff, validUntil } };
	}
);

/** Ends a badge at once: its digits are nobody's any more. Refuses one that ended, or of somebody else's people (`badge-unknown`). */
export const endBadge = command(
	{
		name: 'badges.end-badge',
		byPerson: true,
		group: leads,
		input: OneBadge,
		answer: v.object({ ok: v.literal(true) })
	},
	async ({ db, actor, now }, { badge }) => {
		const { count } = await endBadgeRow(db, badge, actor.id, now);
		if (count === 0) throw new Refusal('badge-unknown');
		return { answer: { ok: true }, about: badge };
	}
);

/** Who goes to doors here, and who of them has a badge. */
export const bearers = query(
	{
		name: 'badges.bearers',
		group: leads,
		input: Nothing,
		answer: v.array(Bearer),
		look: 'names staff, and no resident'
	},
	async ({ db, actor, now }) => {
		const today = dayOf(now);
		return (await listBearers(db, centreOf(actor))).map(({ id, name, roles, hamlets, ...b }) => ({
			...{ id, name, team: isTeam(roles), hamlets: hamlets ?? [] },
			badge:
				b.badge && b.validUntil && b.givenAt && b.picture
					? {
							...{ id: b.badge, validUntil: b.validUntil, givenAt: b.givenAt },
							...{ standing: b.validUntil >= today, picture: b.picture.toString('base64') }
						}
					: null
		}));
	}
);
