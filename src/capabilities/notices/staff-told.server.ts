import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { OnePage, pageWith } from '#kernel/shapes.ts';
import type { Ask } from '#platform/asks.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { countAsked } from '#platform/sql.server.ts';
import { pageIn } from '#platform/sql-page.server.ts';
import { findPersonBrief } from '#capabilities/residents/people.server.ts';
import { StaffNotice } from './answers.ts';
import { OneNotice, WriteStaffNotices } from './inputs.ts';
import { dueStaffRings, isMachineRung } from './sql-rings.server.ts';
import {
	countUnreadOf,
	insertStaffNotices,
	listHolding,
	noteTopic,
	readStaffRow,
	staffToldTo,
	type StaffNoticeRow
} from './sql-staff-told.server.ts';

const PAGE = 50;

/**
 * One fact for staff of the place where it happened: these, or whoever holds a role there. What stood of the same topic about the same
 * thing is over for everybody who was told it; a fact that a later one has overtaken already is told to nobody, nor one of whoever was erased.
 */
export const writeStaffNotices = command(
	{
		name: 'notices.write-staff-notices',
		group: 'house',
		input: WriteStaffNotices,
		answer: v.object({ told: v.number() })
	},
	async (context, { named, roles, but, person: whose, factAt, until, ...input }) => {
		const { db, actor, now } = context;
		const centre = centreOf(actor);
		const fact = { ...input, centre, factAt: new Date(factAt), until: until === null ? null : new Date(until) };
		const person = whose === null ? null : await findPersonBrief(context, whose);
		const said = (told: number) => ({
			...{ answer: { told }, about: input.about, person: person?.id ?? null },
			detail: { fact: input.fact }
		});
		if ((whose !== null && !person) || (await noteTopic(db, fact)) > fact.factAt) return said(0);
		const all = named ?? (await listHolding(db, centre, roles ?? []));
		const to = [...new Set(all)].filter((one) => !but.includes(one));
		const told = await insertStaffNotices(db, { ...fact, person: person?.id ?? null, roles, at: now }, to);
		const ids = told.map(({ staffId }) => staffId);
		await dueStaffRings(db, ids, now);
		return said(told.length);
	}
);

/** What is told to whoever asks, and still stands: what kind of work waits, and where. */
export const staffNotices = query(
	{
		name: 'notices.staff-notices',
		group: 'own-account',
		input: OnePage,
		answer: v.object({ ...pageWith(StaffNotice).entries, unread: v.number(), rung: v.boolean() }),
		look: 'names no resident'
	},
	async ({ db, actor, now }, { page }) => {
		const list = await pageIn<StaffNoticeRow>(db, staffToldTo(db, actor.id, now), page, PAGE);
		const rung = await isMachineRung(db, actor.id, actor.machine, now);
		return { ...list, rung, unread: (await countAsked(db, [countUnreadOf(db, now)]))[0]! };
	}
);

/** Whoever was told it opens it: from then on it is read. Refuses what is not theirs (`notice-unknown`). */
export const readStaffNotice = command(
	{
		name: 'notices.read-staff-notice',
		byPerson: true,
		group: 'own-account',
		input: OneNotice,
		answer: v.object({ fact: v.string(), about: v.string(), page: v.nullable(v.string()) })
	},
	async ({ db, actor, now }, { notice }) => {
		const row = await readStaffRow(db, notice, actor.id, now);
		if (!row) throw new Refusal('notice-unknown');
		return { answer: { ...row }, about: notice, person: null };
	}
);

/** What is told to whoever looks and they have not read. */
export const toldToMe: Ask = { opens: staffNotices, count: (sql, { now }) => countUnreadOf(sql, now) };
