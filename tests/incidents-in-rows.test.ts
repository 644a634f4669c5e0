import { expect, test } from 'vitest';
import { openIncident, writeLine } from '#capabilities/incidents/open.server.ts';
import { endIncident } from '#capabilities/incidents/over.server.ts';
import { joinTickets } from '#capabilities/incidents/tickets.server.ts';
import { openTicket } from '#capabilities/support/write.server.ts';
import { anyone, system, type Actor } from '#kernel/actor.ts';
import { transaction, type Db } from '#platform/db.server.ts';
import { setScope } from '#platform/scope.server.ts';
import { scene, self, type Scene } from './support/scene.ts';

// What the rows of incidents refuse by themselves, whatever statement a command may hold by mistake.

const as = <T>(s: Scene, actor: Actor, work: (sql: Db) => Promise<T>): Promise<T> =>
	transaction(s.base.db, async (sql) => {
		await setScope(sql, actor, '');
		return work(sql);
	});
const refused = /row-level security|permission denied/;
const id = (): string => crypto.randomUUID();

/** An open incident of ours with a line and a ticket. */
async function opened(s: Scene): Promise<{ incident: string; ticket: string }> {
	const [incident, ticket] = [id(), id()];
	await openTicket(s.as(s.lua), {
		...{ id: ticket, system: 'portal', source: 'phone', stuck: 'one', due: 'today', person: null, fault: null },
		...{ caller: 'Bèo Thị Ao', phone: null, words: 'Nộp không được.' }
	});
	await openIncident(s.as(s.lua, 1), { id: incident, system: 'portal', since: null, words: null });
	await writeLine(s.as(s.lua, 1), { id: id(), incident, words: 'Lỗi 503.' });
	await joinTickets(s.as(s.lua, 2), { incident, version: 1, tickets: [ticket] });
	return { incident, ticket };
}

const TABLES = ['incident', 'incident_span', 'incident_line', 'incident_ticket', 'incident_file'] as const;
/** How many rows of one incident somebody sees: other houses of other tests may have theirs. */
const counts = async (s: Scene, actor: Actor, incident: string): Promise<number[]> =>
	as(s, actor, async (sql) => {
		const found: number[] = [];
		for (const table of TABLES) {
			const of = sql(table === 'incident' ? 'id' : 'incident_id');
			found.push((await sql`select from ${sql(table)} where ${of} = ${incident}`).length);
		}
		return found;
	});

test(
	'another place sees nothing of it; whoever walks by sees that something is away, and neither what was seen nor whose tickets, until it is over',
	scene(async (s) => {
		const { incident } = await opened(s);
		expect(await counts(s, s.mai, incident)).toEqual([1, 1, 1, 1, 0]);
		expect(await counts(s, s.rang, incident)).toEqual([0, 0, 0, 0, 0]);
		expect(await counts(s, system('test', new Set(), null, [2]), incident)).toEqual([0, 0, 0, 0, 0]);
		const walker = anyone(new Set());
		for (const one of [walker, self(s.som)]) expect(await counts(s, one, incident)).toEqual([1, 1, 0, 0, 0]);
		await endIncident(s.as(s.lua, 3), { incident, version: 2 });
		for (const one of [walker, self(s.som)]) expect(await counts(s, one, incident)).toEqual([0, 0, 0, 0, 0]);
	})
);

test(
	'nobody of elsewhere, and nobody who is no staff, opens, ends, joins or writes; a span that is over is not moved, and no line or file is changed',
	scene(async (s) => {
		const { incident, ticket } = await opened(s);
		const open = (by: Actor, centre: number) => (sql: Db) => sql`
			insert into incident (id, centre_id, system, opened_by, opened_at) values (${id()}, ${centre}, 'e-id', ${by.id}, now())`;
		await expect(as(s, s.rang, open(s.rang, 1))).rejects.toThrow(refused);
		await expect(as(s, s.mai, open(s.lua, 1))).rejects.toThrow(refused);
		await expect(as(s, self(s.som), open(s.lua, 1))).rejects.toThrow(refused);
		const line = (sql: Db) => sql`
			insert into incident_line (id, incident_id, centre_id, words, by_staff, at) values (${id()}, ${incident}, 2, 'x', ${s.rang.id}, now())`;
		await expect(as(s, s.rang, line)).rejects.toThrow(refused);
		const close = (sql: Db) => sql`update incident set state = 'over' where id = ${incident}`;
		for (const one of [s.rang, self(s.som), anyone(new Set())])
			expect((await as(s, one, close).catch(() => ({ count: 0 }))).count).toBe(0);
		const join = (sql: Db) => sql`
			insert into incident_ticket (incident_id, ticket_id, centre_id, joined_by, joined_at) values (${incident}, ${ticket}, 2, ${s.rang.id}, now())`;
		await expect(as(s, s.rang, join)).rejects.toThrow(refused);
		await expect(as(s, s.mai, (sql) => sql`update incident_line set words = 'khác'`)).rejects.toThrow(refused);
		await expect(as(s, s.mai, (sql) => sql`delete from incident_ticket`)).rejects.toThrow(refused);
		await expect(as(s, s.mai, (sql) => sql`update incident set system = 'e-id'`)).rejects.toThrow(refused);
		await endIncident(s.as(s.lua, 3), { incident, version: 2 });
		const move = (sql: Db) =>
			sql`update incident_span set until = now(), ended_by = ${s.mai.id} where incident_id = ${incident}`;
		expect((await as(s, s.mai, move)).count).toBe(0);
	})
);

test(
	'faults of the portal are written by the house alone, and read where they happened',
	scene(async (s) => {
		const write = (sql: Db) => sql`
			insert into portal_fault (case_id, centre_id, fault, at) select id, 1, 'silent', now() from case_file limit 1`;
		const none = (sql: Db) =>
			sql`insert into portal_fault (case_id, centre_id, fault, at) values (${id()}, 1, 'silent', now())`;
		await expect(as(s, s.mai, none)).rejects.toThrow(refused);
		await expect(as(s, self(s.som), none)).rejects.toThrow(refused);
		await expect(as(s, s.mai, (sql) => sql`update portal_fault set fault = 'x'`)).rejects.toThrow(refused);
		expect((await as(s, system('test', new Set(), null, [1]), write)).count).toBe(0);
	})
);
