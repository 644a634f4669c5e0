import { system } from '#kernel/actor.ts';
import { noticesListens } from '#capabilities/notices/listens.server.ts';
import type { Carrier, Answer, Handing } from '#capabilities/notices/port.ts';
import { sendOne } from '#capabilities/notices/send.server.ts';
import { wakeOnYes } from '#capabilities/notices/wake.server.ts';
import { writeNotice } from '#capabilities/notices/write.server.ts';
import { only } from '#platform/dispatch.server.ts';
import { listDue } from '#capabilities/notices/sql.server.ts';
import { askConsent } from '#capabilities/privacy/consents.server.ts';
import { recordOfficialCode } from '#capabilities/filing/file.server.ts';
import { recordStatus } from '#capabilities/filing/record-status.server.ts';
import type { Status } from '#capabilities/cases/answers.ts';
import { myTold } from '#capabilities/notices/told.server.ts';
import { copyAnswers, fill, sayYes, seeAndReceive, sitDown } from './story.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { inScope, lookAs } from '#platform/scope.server.ts';
import { getJournalRow } from '#platform/sql-journal.server.ts';
import { rooms } from '#program/rooms.ts';
import { agreeLiveRow, insertLive } from '#capabilities/notices/sql-live.server.ts';
import { beside, self, type Scene } from './scene.ts';

// What the worker does with words, step by step in one scene.

const listens = [...noticesListens(rooms.flatMap(({ tells }) => tells)), wakeOnYes];

/** Each listener of words hears what the journal says of the commands that it hears, as the worker would hand it over. */
export async function hearFacts(
	s: Scene,
	minutes: number,
	inOrder: <T>(all: readonly T[]) => readonly T[] = (all) => all
): Promise<void> {
	for (const listener of inOrder(listens)) {
		const found = await inScope(
			s.base.db as never,
			system(listener.name, new Set()),
			'',
			(sql) =>
				// Rows of the scene alone, which never commits: other tests of this database do, at the same time.
				sql<{ id: number }[]>`select id from journal where command = any(${sql.array([...listener.hears])})
					and pg_xact_status(xmin::text::xid8) = 'in progress' order by id`
		);
		for (const { id } of inOrder(found)) {
			const row = await inScope(s.base.db as never, system(listener.name, new Set()), '', (sql) =>
				getJournalRow(sql, id)
			);
			const actor = {
				...system(listener.name, new Set(listener.may), row.about, row.centreId === null ? [] : [row.centreId]),
				subject: row.personId
			};
			const context = { ...s.as(actor, minutes), request: requestFor(listener.name, row.id) };
			await listener.hear(context, row);
		}
	}
}

/** A gateway that answers as it is told to, and what it was handed. */
export function gateway(answer: (handing: Handing) => Answer | Promise<Answer>, more: Partial<Carrier> = {}) {
	const handed: Handing[] = [];
	const carrier: Carrier = {
		channel: 'sms',
		keepsIds: true,
		hand: async (handing) => {
			handed.push(handing);
			return answer(handing);
		},
		...more
	};
	return { carrier, handed };
}

export const takes = (handing: Handing): Answer => ({ ref: `ref ${handing.id}`, parts: 1 });

/** Whatever is due goes one step further. */
export async function sendDue(s: Scene, minutes: number, carriers: readonly Carrier[]): Promise<void> {
	const { now } = s.as(s.lua, minutes);
	const base = { ...s.base, clock: () => now };
	const due = await inScope(s.base.db as never, system('notices.send', new Set()), '', (sql) => listDue(sql, now, 100));
	for (const one of due) await sendOne(base as never, carriers, one);
}

/** The centre sends words to people: one asked for it, another agreed. */
export const goLive = (s: Scene) =>
	lookAs(s.as(s.thach), async ({ db, now }) => {
		await insertLive(db, 1, s.thach.id, now);
		await agreeLiveRow(db, 1, s.mai.id, now);
	});

/** Somebody says yes to being sent words, at a centre that sends them. */
export async function sayYesToWords(s: Scene, person = s.som, minutes = 0): Promise<void> {
	await goLive(s);
	await askConsent(s.as(beside(s, person), minutes), {
		...{ id: crypto.randomUUID(), person, purpose: 'notices' as const, version: 1 },
		...{ answer: 'given' as const, readAloud: true }
	});
}

/** A fact about nothing else, that waits to be told to somebody (bác Sớm) from the fifth minute on. */
export async function tellPlainly(s: Scene, { must }: { must: boolean }, to = s.som): Promise<string> {
	const id = crypto.randomUUID();
	const actor = { ...system('notices.tell', only(writeNotice), to, [1]), subject: to };
	await writeNotice(
		{ ...s.as(actor, 5), request: id },
		{
			...{ id, fact: 'filing.ready', topic: 'file', to, of: to, about: crypto.randomUUID() },
			...{
				factAt: s.as(s.lua, 5).now.toISOString(),
				says: {},
				must,
				waits: false,
				known: false,
				notBefore: null,
				until: null
			}
		}
	);
	return id;
}

/** A file of bác Sớm that an officer has received (20 minutes in). */
export async function received(s: Scene) {
	const sitting = await sitDown(s, '2.000635');
	await fill(s, sitting, copyAnswers);
	await sayYes(s, sitting);
	await seeAndReceive((actor) => s.as(actor, 20), s.mai, sitting.case);
	return sitting.case;
}

export async function status(s: Scene, file: string, which: Status, minutes: number): Promise<void> {
	await recordStatus(s.as(s.mai, minutes), {
		case: file,
		status: which,
		outsideAt: s.as(s.mai, minutes - 1).now.toISOString()
	});
}

export const filedWith = (s: Scene, file: string, minutes: number) =>
	recordOfficialCode(s.as(s.mai, minutes), { case: file, code: '000.16.43.H56-260714-0044' });

export const mine = async (s: Scene, minutes = 500) => (await myTold(s.as(self(s.som), minutes), {})).rows;

/** A file of hers that is done (30 minutes in), heard a minute later: what has to be told of it waits. */
export async function ready(s: Scene): Promise<void> {
	const file = await received(s);
	await filedWith(s, file, 25);
	await status(s, file, 9, 30);
	await hearFacts(s, 31);
}

/** Papers of hers were taken in and she was told so by text (21 minutes in): what went, and the code at its end. */
export async function toldOfPapers(s: Scene) {
	await sayYesToWords(s);
	await received(s);
	const { carrier, handed } = gateway(takes);
	await hearFacts(s, 21);
	await sendDue(s, 21, [carrier]);
	const { text } = handed[0]!;
	return { text, code: /(\d{4})\.$/.exec(text)![1]! };
}
