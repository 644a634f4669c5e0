import type { BookingState, Appointment } from './answers.ts';
import type { Db } from '#platform/db.server.ts';
import type { Outcome, Purpose, Reason } from './rules-visit.ts';

export const insertBooking = (
	sql: Db,
	b: {
		id: string;
		slot: string;
		centre: number;
		person: string;
		triage: string;
		purpose: Purpose;
		companion: string | null;
		at: Date;
	}
) => sql`
	insert into police_booking (id, slot_id, centre_id, person_id, triage_id, purpose, companion_id, made_at)
	values (${b.id}, ${b.slot}, ${b.centre}, ${b.person}, ${b.triage}, ${b.purpose}, ${b.companion}, ${b.at})`;
type BookingRow = {
	id: string;
	slotId: string;
	centreId: number;
	personId: string;
	purpose: Purpose;
	companionId: string | null;
	state: BookingState;
	outcome: Outcome | null;
	reason: Reason | null;
};

export const lockBooking = async (sql: Db, id: string): Promise<(BookingRow & { day: string }) | undefined> =>
	(
		await sql<(BookingRow & { day: string })[]>`
			select b.id, b.slot_id, b.centre_id, b.person_id, b.purpose, b.companion_id, b.state, b.outcome, b.reason, s.day
			from police_booking b join police_slot s on s.id = b.slot_id where b.id = ${id} for update of b`
	)[0];

export const settleBooking = (
	sql: Db,
	id: string,
	to: { state: BookingState; outcome: Outcome | null; reason: Reason | null; on: string }
) => sql`
	update police_booking set state = ${to.state}, outcome = ${to.outcome}, reason = ${to.reason}, settled_on = ${to.on}::date where id = ${id}`;

const appointments = (sql: Db) => sql`
	select b.id, b.slot_id, b.centre_id, b.person_id, b.purpose, b.companion_id, b.state, b.outcome, b.reason, p.name as person_name, p.needs,
		actor_name('staff', b.companion_id::text) as companion_name, s.day, to_char(s.starts, 'HH24:MI') as starts, s.place, s.hamlet
	from police_booking b join police_slot s on s.id = b.slot_id join person p on p.id = b.person_id`;

export const listAppointmentsAt = (sql: Db, centre: number, from: string, until: string) => sql<Appointment[]>`
	${appointments(sql)} where b.centre_id = ${centre} and s.day between ${from}::date and ${until}::date and b.state not in ('cancelled', 'called-off') order by s.day, s.starts, p.name`;

/** What lies ahead of somebody, what was called off or cancelled since they booked nothing else, and what was granted but is not activated yet. */
export const listAppointmentsOf = (sql: Db, person: string, from: string) => sql<Appointment[]>`
	${appointments(sql)} where b.person_id = any(same_as(${person})) and (
		b.state = 'booked' or b.outcome = 'level-2'
		or (b.state in ('called-off', 'cancelled') and s.day >= ${from}::date and not exists (select 1 from police_booking n where n.person_id = b.person_id and n.made_at > b.made_at))
	) order by s.day`;

/** Whether somebody of the staff works at a centre and may go along. */
export const mayGoAlong = async (sql: Db, centre: number, staff: string): Promise<boolean> =>
	(
		await sql<{ found: boolean }[]>`
			select exists (select 1 from colleagues_at(${centre}) where id = ${staff} and role in ('guide', 'receiving-officer', 'leader')) as found`
	)[0]!.found;
