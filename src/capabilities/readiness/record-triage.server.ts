import { homeOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { saidAt, type Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { subjectKey } from '#platform/subject-keys.server.ts';
import { followNeed, openNeedOf } from '#capabilities/assistance/move-need.server.ts';
import { addNeed } from '#capabilities/assistance/record-need.server.ts';
import { getPerson } from '#capabilities/residents/people.server.ts';
import { RecordTriage } from './inputs.ts';
import { ageOf, nextStep, type NextStep } from './rules-triage.ts';
import { planOf, purposeOf } from './rules-visit.ts';
import { listAppointmentsOf } from './sql-bookings.server.ts';
import { findTriage, insertTriage } from './sql.server.ts';
import { Triage } from './answers.ts';

/** A need after it went on: who helps, and who did before. */
type GoneOn = { need: string | null; helper: string | null; had: string | null };

/** The e-ID need of a person goes on by this step, by the day of a time that still fits; they get one if they have none. */
async function needGoesOn(context: Context, person: string, centre: number, step: NextStep): Promise<GoneOn> {
	const had = (await openNeedOf(context, person, 'e-id'))?.ownerId ?? null;
	const booked = (await listAppointmentsOf(context.db, person, dayOf(saidAt(context)))).find(
		({ state, purpose }) => state === 'booked' && purpose === purposeOf(step)
	);
	const owner = booked ? booked.companionId : context.actor.id;
	const to = { plan: planOf[step], promisedOn: booked?.day ?? null, owner };
	const open = await followNeed(context, person, 'e-id', to);
	const by = { helper: owner ?? had, had };
	if (open !== null) return { need: open, ...by };
	const id = requestFor(context.request, 0, 'need');
	const source = context.actor.kind === 'phone' ? 'door' : 'counter';
	await addNeed(context, { ...to, id, centre, person, kind: 'e-id', urgency: 'this-month', source });
	return { need: id, ...by };
}

/** Five questions beside them, and the one step that is next. Nothing is made here: only the police give level 2. */
export const recordTriage = command(
	{ name: 'readiness.record-triage', byPerson: true, group: ['ready', 'at-door'], input: RecordTriage, answer: Triage },
	async (context, { id, ...said }) => {
		const { db, actor } = context;
		const at = saidAt(context);
		const [centre, person] = [homeOf(actor), actor.subject];
		if (centre === null || person === null || actor.session === null) throw new Refusal('no-session');
		const { birthDate, birthYear } = await getPerson(context, person);
		const answers = { ...said, age: ageOf(birthDate, birthYear, dayOf(at)) };
		const { step } = nextStep(answers);
		const key = await subjectKey(context, person);
		const sealed = key.seal(JSON.stringify(answers), `triage ${id}`);
		const last = await findTriage(db, person);
		await insertTriage(db, { id, centre, person, want: said.want, answers: sealed, door: step, by: actor.id, at });
		// What was said at a door and comes after they were asked again moves nothing back.
		const isOld = last !== undefined && last.at > at;
		const to = isOld ? { need: null, helper: null, had: null } : await needGoesOn(context, person, centre, step);
		return { answer: { id, door: step }, about: id, person, detail: { want: said.want, door: step, ...to } };
	}
);
