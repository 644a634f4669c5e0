import * as v from 'valibot';
import { written } from './held.server.ts';
import { addDays, dayOf, DAYS_AHEAD } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { pageWith } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { pageIn } from '#platform/sql-page.server.ts';
import { findKeys, type SubjectKey } from '#platform/subject-keys.server.ts';
import { openTelephone } from '#capabilities/residents/people.server.ts';
import { MendLine, MendShown } from './answers-mend.ts';
import { untilOf } from './go-on.server.ts';
import { GiveBack, ListMends, OneMend, SayOnMend } from './inputs-mend.ts';
import { stateAfter } from './rules-clocks.ts';
import { callerBind, mayFollow, mendKinds, phoneBind, wordsBind } from './rules-ticket.ts';
import { ticketKey, ticketKeys } from './seal.server.ts';
import { findMend, listMendEvents, moveMend, toMend, type MendRow } from './sql-mend.server.ts';
import { insertEvent } from './sql.server.ts';

// What an engineer of another organisation reads and says: the tickets that were given to them, as long as those are theirs.

/** Tickets on one page. */
const PAGE = 20;
const Answer = v.object({ id: v.string() });

type Keys = Record<'own' | 'person' | 'business', SubjectKey | undefined>;

function lineOf(row: MendRow, { own, person, business }: Keys): MendLine {
	const { id, number, system, device, machine, urgency, state, next, nextOn, version, givenAt, givenBy } = row;
	const said = row.caller && own ? own.text(row.caller, callerBind(id)) : null;
	const rung = row.phone && own ? own.text(row.phone, phoneBind(id)) : null;
	// Who asks for another, or for a business, is rung at a number of their own.
	const isAsked = row.businessId !== null || row.askedName !== null;
	const kept =
		row.businessPhone && business ? business.text(row.businessPhone, 'phone') : openTelephone(row.phoneSealed, person);
	return {
		...{
			id,
			number,
			system,
			device,
			machine,
			urgency,
			state,
			next,
			nextOn,
			version,
			givenAt,
			by: givenBy,
			person: row.personId
		},
		name: row.businessName ?? row.personName ?? row.staffName ?? said,
		phone: isAsked ? kept : (kept ?? rung),
		asked: isAsked ? { name: row.askedName ?? said, phone: rung } : null
	};
}

/** Each with the keys under which what is said of it lies. */
async function linesOf(context: Context, rows: readonly MendRow[]): Promise<MendLine[]> {
	const own = await ticketKeys(context, rows);
	const people = await findKeys(
		context,
		rows.flatMap(({ personId, businessId }) => [personId, businessId].flatMap((one) => one ?? []))
	);
	return rows.map((row) =>
		lineOf(row, {
			...{ own: own.get(row.id), person: people.get(row.personId ?? ''), business: people.get(row.businessId ?? '') }
		})
	);
}

/** The tickets that were given to whoever asks and that they see to: what is broken, whose it is, and where they are rung. What they mended is in `support.my-mended`. */
export const myMends = query(
	{
		name: 'support.my-mends',
		group: 'mend',
		input: ListMends,
		answer: pageWith(MendLine),
		look: ({ rows }) => ({
			person: rows.flatMap(({ person }) => person ?? []),
			...{ what: 'list', purpose: 'support', repeats: true }
		})
	},
	async (context, { page }) => {
		const { rows, ...rest } = await pageIn<MendRow>(context.db, toMend(context.db), page, PAGE);
		return { rows: await linesOf(context, rows), ...rest };
	}
);

/** One of them, with what whoever is stuck said and what was said since it was given. Refuses any other (`support-unknown`). */
export const showMend = query(
	{
		name: 'support.show-mend',
		group: 'mend',
		input: OneMend,
		answer: MendShown,
		look: ({ person }) => ({ person: person ? [person] : [], what: 'record', purpose: 'support' })
	},
	async (context, { ticket }) => {
		const row = await findMend(context.db, ticket);
		if (!row) throw new Refusal('support-unknown');
		const [line] = await linesOf(context, [row]);
		const key = (await ticketKeys(context, [row])).get(row.id);
		const events = (await listMendEvents(context.db, ticket)).map(({ id, kind, at, until, byName, words }) => ({
			...{ kind, at, until, by: byName },
			words: words && key ? key.text(words, wordsBind(id)) : null
		}));
		return { ...line!, events };
	}
);

/** Theirs as they saw it. Refuses any other (`support-unknown`) and one that moved since (`support-moved`). */
async function heldMend({ db }: Context, { ticket, version }: { ticket: string; version: number }): Promise<MendRow> {
	const row = await findMend(db, ticket);
	if (!row) throw new Refusal('support-unknown');
	if (row.version !== version) throw new Refusal('support-moved');
	return row;
}

type Said = { id: string; kind: (typeof mendKinds)[number]; words: string; until: Date | null };

async function write(context: Context, row: MendRow, { id, kind, words, until }: Said): Promise<void> {
	const sealed = (await ticketKey(context, row)).seal(words, wordsBind(id));
	await insertEvent(context.db, {
		...{ id, ticketId: row.id, centre: row.centreId, kind, words: sealed, until },
		...{ by: context.actor.id, at: context.now }
	});
}

/**
 * What an engineer says on a ticket of theirs: an answer to whoever is stuck, a note, that it waits for them, or that it is mended; it is over by the
 * word of whoever is stuck alone. Refuses what cannot follow (`support-not-so`), no words (`support-words`) and a promise that is over (`support-until-over`).
 */
export const sayOnMend = command(
	{ name: 'support.say-on-mend', byPerson: true, group: 'mend', input: SayOnMend, answer: Answer },
	async (context, { id, kind, words, until: typed, ...seen }) => {
		const { db, now } = context;
		const row = await heldMend(context, seen);
		if (!mayFollow(row.state, kind)) throw new Refusal('support-not-so');
		if (words === null) throw new Refusal('support-words');
		const until = kind === 'answered' || kind === 'waits' ? untilOf(typed) : null;
		if (until !== null && !(until > now)) throw new Refusal('support-until-over');
		if (until !== null && dayOf(until) > addDays(dayOf(now), DAYS_AHEAD)) throw new Refusal('promise-far');
		await write(context, row, { id, kind, words, until });
		const nextOn = until === null ? null : dayOf(until);
		const to = { version: row.version, state: stateAfter(row.state, kind), nextOn, keeps: true };
		if ((await moveMend(db, row.id, to)) === 0) throw new Refusal('support-moved');
		return written(row, { kind });
	}
);

/** An engineer gives it back to the whole team, with what they found, and reads it no more. */
export const giveBack = command(
	{ name: 'support.give-back', byPerson: true, group: 'mend', input: GiveBack, answer: Answer },
	async (context, { id, words, ...seen }) => {
		const row = await heldMend(context, seen);
		if (words !== null) await write(context, row, { id, kind: 'note', words, until: null });
		const to = { version: row.version, state: row.state, nextOn: null, keeps: false };
		if ((await moveMend(context.db, row.id, to)) === 0) throw new Refusal('support-moved');
		return written(row);
	}
);
