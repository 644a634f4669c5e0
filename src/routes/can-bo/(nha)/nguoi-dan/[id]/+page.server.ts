import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { personRecord, type RecordShown } from '#capabilities/privacy/record.server.ts';
import { chosenPurposes, type ChosenPurpose } from '#capabilities/privacy/rules-purpose.ts';
import { correctPerson, setNeeds, setWhy } from '#capabilities/residents/correct-person.server.ts';
import { foundHousehold, joinHousehold, leaveHousehold } from '#capabilities/residents/households.server.ts';
import { needs, type Need, type Relation } from '#capabilities/residents/inputs.ts';
import { notePaper } from '#capabilities/residents/papers.server.ts';
import { findPeople } from '#capabilities/residents/people.server.ts';
import type { Paper } from '#capabilities/residents/rules-papers.ts';
import { groups, type Disability } from '#capabilities/residents/rules-groups.ts';
import { readBirth, readUntil } from '#capabilities/imports/rules-cells.ts';
import { hamlets } from '#capabilities/places/hamlets.server.ts';
import { dayOf } from '#kernel/day.ts';
import { tidyName } from '#kernel/plain.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { may } from '#platform/dispatch.server.ts';
import { attempt, failed } from '#web/answer.server.ts';
import { newId, requestOf, staffOf } from '#web/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

const chosenIn = (event: RequestEvent): ChosenPurpose | null =>
	chosenPurposes.find((one) => one === event.url.searchParams.get('ly-do')) ?? null;

/** The record, or null where somebody first has to say why they look. */
async function recordOf(context: Context, person: string, purpose: ChosenPurpose | null): Promise<RecordShown | null> {
	try {
		return await personRecord(context, { person, purpose });
	} catch (reason) {
		if (reason instanceof Refusal && reason.code === 'purpose-missing') return null;
		if (reason instanceof Refusal && reason.code === 'person-unknown') error(404, 'not-found');
		throw reason;
	}
}

export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffOf(event);
	if (!may(actor, 'privacy.record')) error(403, 'not-allowed');
	const id = v.safeParse(v.pipe(v.string(), v.uuid()), event.params.id);
	if (!id.success) error(404, 'not-found');
	const record = await recordOf(context, id.output, chosenIn(event));
	return {
		record,
		id: id.output,
		hamlets: record ? (await hamlets(context, {})).map(({ name }) => name) : [],
		mayWhy: may(actor, 'residents.set-why'),
		done: event.url.searchParams.has('da'),
		today: dayOf(event.locals.now),
		request: newId(),
		locale: event.locals.locale
	};
};

const text = (form: FormData, name: string): string => String(form.get(name) ?? '').trim();
const orNull = (form: FormData, name: string): string | null => text(form, name) || null;

/** Runs a command about the person of this page and comes back to it for the same reason. */
async function act(event: RequestEvent, run: (context: Context, person: string, form: FormData) => Promise<unknown>) {
	const form = await event.request.formData();
	const { context } = await staffOf(event, requestOf(form));
	const said = await attempt(form, context, (tried) => run(tried, event.params['id'] ?? '', form));
	const why = chosenIn(event);
	return failed(said) ? said : redirect(303, `${event.url.pathname}?da=1${why ? `&ly-do=${why}` : ''}`);
}

/** What was written as a birth: a day or a year. An empty box leaves it as it was, a dash takes it away; anything else is told beside the field. */
function birthIn(form: FormData, today: string): { birthYear: number | null; birthDate: string | null } {
	const was = text(form, 'was-birth');
	if (text(form, 'birth') === '')
		return was.length === 4 ? { birthYear: Number(was), birthDate: null } : { birthYear: null, birthDate: was || null };
	if (text(form, 'birth') === '-') return { birthYear: null, birthDate: null };
	const { value, reason } = readBirth(text(form, 'birth'), today);
	// `31/02/1968` is no year either: what was meant has to be said.
	const whole = /\d{1,2}\D\d{1,2}\D\d{4}/.test(text(form, 'birth'));
	if (reason !== null && (value === null || (whole && value.date === null))) return { birthYear: null, birthDate: '?' };
	return { birthYear: value?.year ?? null, birthDate: value?.date ?? null };
}

/** An empty box leaves the hamlet as it was, a dash takes it away. */
const hamletIn = (form: FormData): string | null => {
	const typed = tidyName(text(form, 'hamlet'));
	return typed === '-' ? null : typed || text(form, 'was-hamlet') || null;
};

/** Number and telephone are not in the page: an empty box leaves them, a dash takes them away. */
const secretly = (typed: string): string | null | undefined =>
	typed === '' ? undefined : typed === '-' ? null : typed;

export const actions: Actions = {
	correct: (event) =>
		act(event, (context, person, form) =>
			correctPerson(context, {
				person,
				name: text(form, 'name'),
				...birthIn(form, dayOf(context.now)),
				gender: orNull(form, 'gender') as 'female' | null,
				hamlet: hamletIn(form),
				number: secretly(text(form, 'number').replace(/\s/g, '')),
				phone: secretly(text(form, 'phone').replace(/[\s.]/g, '')),
				was: {
					name: text(form, 'was-name'),
					birth: text(form, 'was-birth'),
					gender: text(form, 'was-gender'),
					hamlet: text(form, 'was-hamlet')
				},
				source: text(form, 'source') as 'card'
			})
		),
	needs: (event) =>
		act(event, (context, person, form) =>
			setNeeds(context, {
				person,
				needs: needs.filter((need) => form.has(`need-${need}`)) as Need[],
				was: needs.filter((need) => text(form, 'was').split(' ').includes(need)) as Need[]
			})
		),
	paper: (event) =>
		act(event, (context, person, form) => {
			const typed = text(form, 'until');
			const until = typed === '-' ? null : (readUntil(typed, dayOf(context.now)).value ?? '?');
			return notePaper(context, { person, paper: text(form, 'paper') as Paper, until });
		}),
	why: (event) =>
		act(event, (context, person, form) => {
			const kind = orNull(form, 'disability') as Disability | null;
			const belongs = groups
				.filter((group) => form.has(`group-${group}`))
				.map((group) => ({ group, disability: group === 'NKT' ? kind : null }));
			return setWhy(context, { person, belongs, ethnic: orNull(form, 'ethnic'), note: '' });
		}),
	found: (event) =>
		act(event, (context, person, form) =>
			foundHousehold(context, {
				id: context.request,
				person,
				dwelling: null,
				address: text(form, 'address'),
				book: orNull(form, 'book')
			})
		),
	leave: (event) => act(event, (context, person) => leaveHousehold(context, { person })),
	find: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event);
		const words = text(form, 'words');
		return attempt(form, context, async (tried) => ({ people: await findPeople(tried, { words }), words }));
	},
	join: (event) =>
		act(event, (context, _, form) =>
			joinHousehold(context, {
				household: text(form, 'household'),
				person: text(form, 'member'),
				relation: text(form, 'relation') as Relation
			})
		)
};
