import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf } from '#kernel/day.ts';
import { queueForPortal, recordOfficialCode, recordPortalFault } from '#capabilities/filing/file.server.ts';
import { receive } from '#capabilities/cases/receive.server.ts';
import { sayOnTicket } from '#capabilities/support/go-on.server.ts';
import { showTicket, tickets as allTickets } from '#capabilities/support/show.server.ts';
import { openTicket } from '#capabilities/support/write.server.ts';
import { anyone } from '#kernel/actor.ts';
import { rightsOf } from '#program/roles.ts';
import { waitingOf } from '#platform/asks.server.ts';
import { lookAs } from '#platform/scope.server.ts';
import { listener, refusalOf, scene, self, type Scene } from '#tests/support/scene.ts';
import { copyAnswers, fill, sayYes, sitDown } from '#tests/support/story.ts';
import { incidentsOpen } from './asks.server.ts';
import { awayAt, awayHere, heldUp } from './banner.server.ts';
import { incidentsListens } from './listens.server.ts';
import { month } from './month.server.ts';
import { openIncident, writeLine } from './open.server.ts';
import { endIncident, reopenIncident } from './over.server.ts';
import { incidents, ofTicket, showIncident, suggested } from './show.server.ts';
import { tellFile } from './tell-file.server.ts';
import { incidentsTells } from './tells.server.ts';
import { joinTickets, leaveTicket } from './tickets.server.ts';

const id = (): string => crypto.randomUUID();
const DAY = 24 * 60;

/** A ticket of a caller who is nobody of the register. */
const ticket = async (s: Scene, minutes: number, system: 'portal' | 'signature' = 'portal'): Promise<string> =>
	(
		await openTicket(s.as(s.lua, minutes), {
			...{ id: id(), system, source: 'phone', stuck: 'one', due: 'today', person: null, fault: null },
			...{ caller: 'Bèo Thị Ao', phone: null, words: 'Nộp không được, máy báo lỗi.' }
		})
	).id;

const open = (s: Scene, minutes: number, more: Partial<Parameters<typeof openIncident>[1]> = {}) =>
	openIncident(s.as(s.lua, minutes), { id: id(), system: 'portal', since: null, words: null, ...more });
const show = (s: Scene, incident: string, minutes: number, who = s.lua) =>
	showIncident(s.as(who, minutes), { incident });
const seen = async (s: Scene, incident: string, minutes: number) => ({
	incident,
	version: (await show(s, incident, minutes)).version
});
const end = async (s: Scene, incident: string, minutes: number) =>
	endIncident(s.as(s.mai, minutes), await seen(s, incident, minutes));

/** A file that stands before the portal from a minute on. */
async function standing(s: Scene, minutes: number): Promise<string> {
	const sitting = await sitDown(s, '2.000635', minutes);
	await fill(s, sitting, copyAnswers);
	await sayYes(s, sitting, minutes);
	await receive(s.as(s.mai, minutes), { case: sitting.case });
	await queueForPortal(s.as(listener(['filing.queue-for-portal'], sitting.case), minutes), { case: sitting.case });
	return sitting.case;
}
const silent = (s: Scene, file: string, minutes: number) =>
	recordPortalFault(s.as(listener(['filing.record-portal-fault'], file), minutes), {
		...{ case: file, fault: 'silent', reason: null }
	});

/** The worker hears that an outage is over: answers which files were told, and what their people hear. */
async function hearEnd(s: Scene, incident: string, minutes: number) {
	const [row] = await s.base.db<{ id: number; centreId: number; about: string; at: Date }[]>`
		select id, centre_id, about, at from journal where command = 'incidents.end-incident' and about = ${incident} order by id desc limit 1`;
	const context = s.as(listener(['incidents.tell-file'], incident, [1]), minutes);
	await incidentsListens[0]!.hear(context, row as never);
}

test(
	'three alike tickets suggest one incident; it is opened by a key, since the first of them, and joins them by another',
	scene(async (s) => {
		const first = await ticket(s, 0);
		await ticket(s, 5);
		expect(await suggested(s.as(s.lua, 6), {})).toEqual([]);
		await ticket(s, 9, 'signature');
		await ticket(s, 10);
		const since = s.as(s.lua, 0).now;
		expect(await suggested(s.as(s.lua, 11), {})).toEqual([{ system: 'portal', since, tickets: 3, faults: 0 }]);
		expect((await incidents(s.as(s.lua, 11), {})).rows).toEqual([]);
		const { id: incident, began } = await open(s, 12, { words: 'Trang nộp báo lỗi 503.' });
		expect(began).toBe(true);
		expect(await suggested(s.as(s.lua, 13), {})).toEqual([]);
		const shown = await show(s, incident, 13);
		expect(shown).toMatchObject({
			...{ system: 'portal', state: 'open', version: 1, by: 'Hoa Thị Lúa', tickets: [], files: [] },
			...{ spans: [{ since, until: null, minutes: 13 }], lines: [{ words: 'Trang nộp báo lỗi 503.' }] }
		});
		expect(shown.offered.map(({ number }) => number)).toEqual([4, 2, 1]);
		const all = shown.offered.map((one) => one.id);
		await joinTickets(s.as(s.mai, 14), { ...(await seen(s, incident, 14)), tickets: all });
		const joined = await show(s, incident, 15);
		expect([joined.offered, joined.tickets.map(({ number }) => number)]).toEqual([[], [1, 2, 4]]);
		expect(await ofTicket(s.as(s.lua, 15), { ticket: first })).toMatchObject({ id: incident, joined: true });
		// A new one of that system is offered, and nothing more.
		const later = await ticket(s, 16);
		expect(await ofTicket(s.as(s.lua, 17), { ticket: later })).toMatchObject({ id: incident, joined: false });
		const rows = (await incidents(s.as(s.lua, 17), {})).rows;
		expect(rows).toMatchObject([{ id: incident, state: 'open', spans: 1, tickets: 3 }]);
		expect((await waitingOf(s.as(s.lua, 17), [incidentsOpen])).get(incidentsOpen)).toBe(1);
	})
);

test(
	'tries that the portal did not answer suggest one as well, and what was before it last worked suggests nothing',
	scene(async (s) => {
		const file = await standing(s, 0);
		for (const minute of [1, 3, 7]) await silent(s, file, minute);
		expect(await suggested(s.as(s.lua, 8), {})).toMatchObject([{ system: 'portal', tickets: 0, faults: 3 }]);
		const { id: incident } = await open(s, 9);
		const shown = await show(s, incident, 10);
		expect(shown.faults).toEqual({ count: 3, first: s.as(s.lua, 1).now, last: s.as(s.lua, 7).now });
		await end(s, incident, 11);
		expect(await suggested(s.as(s.lua, 12), {})).toEqual([]);
		for (const minute of [20, 21, 22]) await silent(s, file, minute);
		expect(await suggested(s.as(s.lua, 23), {})).toMatchObject([{ since: s.as(s.lua, 20).now, faults: 3 }]);
	})
);

test(
	'whoever presses second is led to the one that is open; an hour to come, one of another week and somebody’s number are refused',
	scene(async (s) => {
		expect(await refusalOf(open(s, 0, { since: '2026-07-14T09:44' }))).toBe('incident-to-come');
		expect(await refusalOf(open(s, 0, { since: '2026-07-07T09:42' }))).toBe('incident-long-ago');
		const { id: incident } = await open(s, 0, { since: '2026-07-14T09:10' });
		const second = await open(s, 1, { words: 'Quầy 2 cũng không nộp được.' });
		expect(second).toEqual({ id: incident, began: false });
		const shown = await show(s, incident, 2);
		expect([shown.spans.length, shown.lines.length]).toEqual([1, 1]);
		expect(shown.spans[0]!.since).toEqual(new Date('2026-07-14T02:10:00Z'));
		const line = (words: string) => writeLine(s.as(s.lua, 3), { id: id(), incident, words });
		for (const words of ['gọi 0900 000 555', 'thẻ 097150004127', 'mã của em là 482913', '   '])
			await expect(line(words)).rejects.toThrow();
		await line('Từ 14.07.2026 9:10 lỗi 503, đã gọi tỉnh.');
		expect((await show(s, incident, 4)).lines).toHaveLength(2);
		// Another system is another incident.
		expect((await open(s, 5, { system: 'e-id' })).id).not.toBe(incident);
	})
);

test(
	'a ticket is of one incident at most, each is taken out by its own key, and whoever pressed on what they saw before reads that it moved',
	scene(async (s) => {
		const [a, b, other] = [await ticket(s, 0), await ticket(s, 1), await ticket(s, 2, 'signature')];
		const { id: incident } = await open(s, 3);
		const at = await seen(s, incident, 3);
		const join = (given: string[], from = at) => joinTickets(s.as(s.lua, 4), { ...from, tickets: given });
		expect(await refusalOf(join([a, other]))).toBe('incident-ticket');
		expect((await show(s, incident, 4)).tickets).toEqual([]);
		await join([a, b]);
		expect(await refusalOf(join([other]))).toBe('incident-moved');
		const now = await seen(s, incident, 5);
		expect(await refusalOf(join([a], now))).toBe('incident-ticket');
		await leaveTicket(s.as(s.lua, 6), { ...now, ticket: a });
		const shown = await show(s, incident, 7);
		expect([shown.tickets.map((one) => one.id), shown.offered.map((one) => one.id)]).toEqual([[b], [a]]);
		expect(await refusalOf(leaveTicket(s.as(s.lua, 8), { ...(await seen(s, incident, 8)), ticket: a }))).toBe(
			'incident-ticket'
		);
		// Nothing of it is lost: it stands as it stood, and may come back.
		expect(await showTicket(s.as(s.lua, 9), { ticket: a })).toMatchObject({ state: 'open', number: 1, version: 1 });
		await join([a], await seen(s, incident, 10));
		expect((await show(s, incident, 11)).tickets).toHaveLength(2);
	})
);

test(
	'one key says that it works again: each ticket is told once and waits for their yes, with its own clocks',
	scene(async (s) => {
		const [a, b] = [await ticket(s, 0), await ticket(s, 1)];
		const { id: incident } = await open(s, 3);
		await joinTickets(s.as(s.lua, 4), { ...(await seen(s, incident, 4)), tickets: [a, b] });
		const version = async (one: string) => (await showTicket(s.as(s.lua, 5), { ticket: one })).version;
		const said = { words: 'Tự được rồi.', until: null, kind: 'solved' } as const;
		await sayOnTicket(s.as(s.lua, 5), { id: id(), ticket: b, version: await version(b), ...said });
		const pressed = { ...s.as(s.mai, 20), request: id() };
		const at = await seen(s, incident, 19);
		// The same request again, as after a line that broke, does nothing more.
		for (let n = 0; n < 2; n++) await endIncident(pressed, at);
		expect(await refusalOf(endIncident(s.as(s.lua, 21), at))).toBe('incident-moved');
		expect(await refusalOf(end(s, incident, 21))).toBe('incident-over');
		const told = await showTicket(s.as(s.lua, 22), { ticket: a });
		expect(told).toMatchObject({ state: 'solved', clocks: { solved: { state: 'done', minutes: 20 } } });
		expect(told.events.map(({ kind, words }) => [kind, words])).toEqual([
			['said', 'Nộp không được, máy báo lỗi.'],
			['solved', 'Cổng Dịch vụ công đã chạy lại. Bác thử lại giúp cháu. Chưa được thì bác gọi lại nhé.']
		]);
		// What was solved before is told nothing more.
		expect((await showTicket(s.as(s.lua, 22), { ticket: b })).events).toHaveLength(2);
		const shown = await show(s, incident, 23);
		expect(shown.tickets.map((one) => one.told?.getTime())).toEqual([s.as(s.lua, 20).now.getTime(), undefined]);
		expect(shown).toMatchObject({ state: 'over', spans: [{ until: s.as(s.lua, 20).now, endedBy: 'Nắng Thị Mai' }] });
		expect(await refusalOf(joinTickets(s.as(s.lua, 24), { ...(await seen(s, incident, 24)), tickets: [a] }))).toBe(
			'incident-over'
		);
		expect((await allTickets(s.as(s.lua, 24), { view: 'solved' })).counts.solved).toBe(2);
	})
);

test(
	'down again is the same incident with another span; what was told stands, and only one of a system is open',
	scene(async (s) => {
		const { id: incident } = await open(s, 0);
		expect(await refusalOf(reopenIncident(s.as(s.lua, 1), await seen(s, incident, 1)))).toBe('incident-open');
		await end(s, incident, 10);
		await reopenIncident(s.as(s.lua, 30), await seen(s, incident, 30));
		expect((await show(s, incident, 31)).spans).toMatchObject([
			{ since: s.as(s.lua, 0).now, until: s.as(s.lua, 10).now },
			{ since: s.as(s.lua, 30).now, until: null }
		]);
		await end(s, incident, 40);
		// 9:43 and so many minutes: it was working at 10:23.
		expect(await refusalOf(open(s, 50, { since: '2026-07-14T10:22' }))).toBe('incident-worked');
		const { id: another } = await open(s, 50, { since: '2026-07-14T10:24' });
		expect(another).not.toBe(incident);
		expect(await refusalOf(reopenIncident(s.as(s.lua, 51), await seen(s, incident, 51)))).toBe('incident-open');
	})
);

test(
	'whoever’s file stood before the portal reads why it took longer and is told once, also after a kill and after a second outage',
	scene(async (s) => {
		const slow = await standing(s, 0);
		const { id: incident } = await open(s, 5);
		const shown = await show(s, incident, 6);
		expect(shown.files).toMatchObject([{ id: slow, reason: 'slowed', told: null, doneAt: null }]);
		const code = '000.16.43.H56-260714-0044';
		await end(s, incident, 30);
		await recordOfficialCode(s.as(s.mai, 32), { case: slow, code });
		// Killed before anything was told, and heard again; then once more.
		for (let n = 0; n < 3; n++) await hearEnd(s, incident, 33 + n);
		const [row] = await s.base.db<{ answer: { reason: string }; told: number }[]>`
			select answer, (select count(*)::int from journal where command = 'incidents.tell-file') as told
			from journal where command = 'incidents.tell-file' and about = ${slow} order by id limit 1`;
		expect(row).toMatchObject({ told: 1, answer: { reason: 'slowed' } });
		const heard = { about: slow, answer: row!.answer, centreId: 1 } as never;
		const toldBy = (n: number) =>
			lookAs(s.as(listener([], slow), 36), (inner) => incidentsTells[n]!.told(inner, heard));
		expect([await toldBy(0), await toldBy(1)]).toEqual([[{ to: s.som, about: slow }], []]);
		const holder = { ...anyone(new Set(rightsOf.slip)), kind: 'slip' as const, id: slow, row: slow };
		const why = [{ system: 'portal', since: s.as(s.lua, 5).now, until: s.as(s.lua, 30).now, reason: 'slowed' }];
		expect(await heldUp(s.as(holder, 40), { case: slow })).toEqual(why);
		expect(await heldUp(s.as(self(s.som), 40), { case: slow })).toEqual(why);
		expect(await heldUp(s.as(s.mai, 40), { case: slow })).toEqual(why);
		for (const stranger of [self(s.gia), s.rang, { ...holder, row: id() }])
			expect(await heldUp(s.as({ ...stranger, may: new Set(['incidents.held-up']) }, 40), { case: slow })).toEqual([]);
		await reopenIncident(s.as(s.lua, 50), await seen(s, incident, 50));
		await end(s, incident, 60);
		await hearEnd(s, incident, 61);
		expect(await heldUp(s.as(s.mai, 62), { case: slow })).toEqual(why);
		const again = await tellFile(s.as(listener(['incidents.tell-file'], incident), 63), { incident, case: slow });
		expect(again).toEqual({ reason: null });
	})
);

test(
	'a file whose day passes while the portal is away is late for it, and one that was late before is not',
	scene(async (s) => {
		const file = await standing(s, 0);
		const { id: incident } = await open(s, 5);
		expect((await show(s, incident, 6)).files[0]!.dueOn).toBe(dayOf(s.as(s.lua).now));
		expect((await show(s, incident, DAY)).files).toMatchObject([{ id: file, reason: 'late' }]);
		await end(s, incident, DAY);
		expect(await heldUp(s.as(s.mai, DAY + 1), { case: file })).toMatchObject([{ reason: 'late' }]);
		// The next outage finds it late already: it holds it up, and is not what made it late.
		const { id: next } = await open(s, 2 * DAY);
		expect((await show(s, next, 2 * DAY + 1)).files).toMatchObject([{ id: file, reason: 'slowed' }]);
	})
);

test(
	'what was slowed by one span and is late by another is late, and nobody is told twice; one that was late before says no more than slower',
	scene(async (s) => {
		const file = await standing(s, 0);
		const { id: incident } = await open(s, 5);
		await end(s, incident, 20);
		await hearEnd(s, incident, 21);
		expect((await show(s, incident, 22)).files).toMatchObject([{ id: file, reason: 'slowed' }]);
		await reopenIncident(s.as(s.lua, 30), await seen(s, incident, 30));
		await end(s, incident, 20 * DAY);
		await hearEnd(s, incident, 20 * DAY + 1);
		expect((await show(s, incident, 20 * DAY + 2)).files).toMatchObject([{ id: file, reason: 'late' }]);
		expect(await heldUp(s.as(s.mai, 20 * DAY + 3), { case: file })).toMatchObject([
			{ reason: 'late', since: s.as(s.lua, 30).now, until: s.as(s.lua, 20 * DAY).now }
		]);
		const again = await tellFile(s.as(listener(['incidents.tell-file'], incident), 20 * DAY + 4), {
			...{ incident, case: file }
		});
		expect(again).toEqual({ reason: null });
	})
);

test(
	'while it lasts the pages of the place say so, and no longer; other places say nothing',
	scene(async (s) => {
		const walker = anyone(new Set(rightsOf.public));
		const away = (minutes: number, centre = 1) => awayAt(s.as(walker, minutes), { centre });
		const { id: portal } = await open(s, 0);
		const { id: net } = await open(s, 1, { system: 'network' });
		expect(await away(2)).toEqual([{ id: portal, system: 'portal', since: s.as(s.lua, 0).now }]);
		expect(await away(2, 2)).toEqual([]);
		expect((await awayHere(s.as(s.mai, 2), {})).map((one) => one.id)).toEqual([portal, net]);
		expect(await awayHere(s.as(s.rang, 2), {})).toEqual([]);
		await end(s, portal, 3);
		expect([await away(3), (await awayHere(s.as(s.mai, 3), {})).length]).toEqual([[], 1]);
	})
);

test(
	'another commune reads, joins, ends and opens again nothing of ours',
	scene(async (s) => {
		const a = await ticket(s, 0);
		const { id: incident } = await open(s, 1);
		const at = { incident, version: 1 };
		const there = s.as(s.rang, 2);
		const tries: (() => Promise<unknown>)[] = [
			() => showIncident(there, { incident }),
			() => joinTickets(s.as(s.rang, 2), { ...at, tickets: [a] }),
			() => leaveTicket(s.as(s.rang, 2), { ...at, ticket: a }),
			() => endIncident(s.as(s.rang, 2), at),
			() => reopenIncident(s.as(s.rang, 2), at),
			() => writeLine(s.as(s.rang, 2), { id: id(), incident, words: 'Xa lạ.' })
		];
		for (const one of tries) expect(await refusalOf(one())).toBe('incident-unknown');
		expect((await incidents(there, {})).rows).toEqual([]);
		expect(await ofTicket(there, { ticket: a })).toBeNull();
		expect(await suggested(there, {})).toEqual([]);
		expect((await month(there, { month: '2026-07' })).rows).toEqual([]);
		// Their own of the same system is another one.
		expect(await openIncident(there, { id: id(), system: 'portal', since: null, words: null })).toMatchObject({
			began: true
		});
		expect((await show(s, incident, 3)).version).toBe(1);
	})
);

test(
	'the table of a month has the spans with their minutes of work, what belongs to them and each fault of the portal',
	scene(async (s) => {
		const file = await standing(s, 0);
		for (const minute of [1, 2]) await silent(s, file, minute);
		const a = await ticket(s, 3);
		const { id: incident } = await open(s, 4);
		await joinTickets(s.as(s.lua, 5), { ...(await seen(s, incident, 5)), tickets: [a] });
		await end(s, incident, 34);
		await reopenIncident(s.as(s.lua, 50), await seen(s, incident, 50));
		const told = await month(s.as(s.lua, 55), { month: '2026-07' });
		expect(told.rows).toMatchObject([
			// Since the first sign: two tries and a ticket.
			{ system: 'portal', since: s.as(s.lua, 1).now, minutes: 33, tickets: 1, slowed: 1, late: 0 },
			{ system: 'portal', until: null, minutes: 5, slowed: 0 }
		]);
		expect(told.faults).toEqual([{ day: '2026-07-14', fault: 'silent', tries: 2, files: 1 }]);
		expect(await month(s.as(s.lua, 55), { month: '2026-06' })).toEqual({ month: '2026-06', rows: [], faults: [] });
	})
);

const MOVES = fc.array(
	fc.record({
		joins: fc.boolean(),
		which: fc.uniqueArray(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 3 })
	}),
	{ minLength: 1, maxLength: 8 }
);

test(
	'however tickets are joined and taken out, each is in it or not as was pressed last, and none is changed or lost',
	scene(async (s) => {
		const all: string[] = [];
		for (let n = 0; n < 4; n++) all.push(await ticket(s, n));
		const { id: incident } = await open(s, 5);
		const inIt = new Set<string>();
		for (const moves of fc.sample(MOVES, { numRuns: 12, seed: 65 }))
			for (const { joins, which } of moves) {
				const chosen = joins ? which.map((n) => all[n]!) : [all[which[0]!]!];
				const at = await seen(s, incident, 6);
				const work = joins
					? joinTickets(s.as(s.lua, 6), { ...at, tickets: chosen })
					: leaveTicket(s.as(s.lua, 6), { ...at, ticket: chosen[0]! });
				const allowed = chosen.every((one) => inIt.has(one) !== joins);
				expect(
					await work.then(
						() => true,
						() => false
					)
				).toBe(allowed);
				for (const one of allowed ? chosen : []) joins ? inIt.add(one) : inIt.delete(one);
				const shown = await show(s, incident, 7);
				const ids = (rows: readonly { id: string }[]) => rows.map((one) => one.id).toSorted();
				expect(ids(shown.tickets)).toEqual([...inIt].toSorted());
				expect(ids([...shown.tickets, ...shown.offered])).toEqual(all.toSorted());
			}
		for (const one of all)
			expect(await showTicket(s.as(s.lua, 8), { ticket: one })).toMatchObject({ state: 'open', version: 1 });
	})
);
