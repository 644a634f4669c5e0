import type { Db } from '#platform/db.server.ts';
import type { Rung } from './rules-climb.ts';

// The ticket that nobody wrote, by which the house tries whether the alarm is heard: number nought, which only the house sees.

type Drill = { id: string; centre: number; night: string; at: Date };

/** As one of money that is running away, so that its clocks run at night. */
export const insertDrillTicket = (sql: Db, d: Drill) => sql`
	insert into support_ticket (id, centre_id, number, system, source, urgency, next_step, next_on, made_at)
	values (${d.id}, ${d.centre}, 0, 'this-house', 'drill', 'now', 'answer', ${d.night}::date, ${d.at})`;

/** When each rung rang for it for the first time; it goes, and its rings with it. */
export const takeDrillTicket = async (sql: Db, id: string): Promise<readonly { rung: Rung; at: Date }[]> => {
	const rang = await sql<{ rung: Rung; at: Date }[]>`
		select rung, min(at) as at from support_ring where ticket_id = ${id} group by rung`;
	await sql`delete from support_ring where ticket_id = ${id}`;
	await sql`delete from support_ticket where id = ${id} and number = 0`;
	return rang;
};
