import type { Db, Fragment } from '#platform/db.server.ts';
import type { Hand, MendedLine } from './answers-mend.ts';
import type { NextStep } from './answers.ts';
import type { System } from './rules-systems.ts';
import type { EventKind, TicketState, Urgency } from './rules-clocks.ts';
import type { Device } from './rules-device.ts';

// A ticket that is given to somebody, and what an engineer reads and says of it: by functions alone, for the rows themselves are not theirs.

/** Who may see to a ticket of a centre. */
export const listSupportHands = (sql: Db, centre: number) =>
	sql<Hand[]>`select id, name, engineer from support_hands(${centre})`;

/** It is with somebody of another organisation from now on. */
export const setGiven = (sql: Db, ticket: string, at: Date) =>
	sql`update support_ticket set given_at = ${at} where id = ${ticket}`;

export type MendRow = {
	id: string;
	centreId: number;
	number: number;
	system: System;
	device: Device | null;
	machine: string | null;
	urgency: Urgency;
	state: TicketState;
	/** Under whose key it is sealed. */
	ofId: string | null;
	personId: string | null;
	personName: string | null;
	staffName: string | null;
	businessId: string | null;
	businessName: string | null;
	businessPhone: Buffer | null;
	askedName: string | null;
	caller: Buffer | null;
	phone: Buffer | null;
	phoneSealed: Buffer | null;
	next: NextStep;
	nextOn: string;
	version: number;
	givenAt: Date;
	givenBy: string;
};

/** The tickets of whoever asks, what is open first. */
const mending = (sql: Db): Fragment => sql`select *, next_step as next from support_mending()`;
/** Those that they see to: of what they said is mended there is a list of its own. */
export const toMend = (sql: Db): Fragment => sql`${mending(sql)} where not mended`;

export const findMend = async (sql: Db, ticket: string): Promise<MendRow | undefined> =>
	(await sql<MendRow[]>`${mending(sql)} where id = ${ticket}`)[0];

export type MendEventRow = {
	id: string;
	kind: EventKind;
	words: Buffer | null;
	until: Date | null;
	byName: string | null;
	at: Date;
};

export const listMendEvents = (sql: Db, ticket: string) =>
	sql<MendEventRow[]>`select * from support_mend_events(${ticket})`;

/** What whoever asks mended, after one of theirs, and how many of it there are from there on. */
export const listMended = (sql: Db, after: string | null, most: number) =>
	sql<(MendedLine & { whole: number })[]>`
		select id, number, system, device, machine, centre, mended_at, ended, ended_at, whole::int, ticket from support_mended_by_me(${after}, ${most})`;

type Mended = { version: number; state: TicketState; nextOn: string | null; keeps: boolean };

/** Answers how many moved: none where something happened to it since they read it. */
export const moveMend = async (sql: Db, ticket: string, to: Mended): Promise<number> =>
	(
		await sql<
			{ moved: number }[]
		>`select support_mended(${ticket}, ${to.version}, ${to.state}, ${to.nextOn}::date, ${to.keeps}) as moved`
	)[0]!.moved;

/** How many of theirs wait for whoever asks. */
export const countMending = (sql: Db): Fragment => sql`select support_mending_asks()`;
