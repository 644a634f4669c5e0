import { readWhole } from '#kernel/plain.ts';
import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { isDayOff } from '#capabilities/places/rules-calendar.ts';
import { fileByHand, recordOfficialCode, recordStatus, tryPortal } from '#capabilities/cases/file.server.ts';
import { handResult, receive } from '#capabilities/cases/receive.server.ts';
import { whyDue, workdaysUntil } from '#capabilities/cases/rules-due-days.ts';
import { nextStep } from '#capabilities/cases/rules-next.ts';
import { people as peopleOf, show } from '#capabilities/cases/views.server.ts';
import { formOf } from '#capabilities/procedures/forms.ts';
import { answersInPortalOrder } from '#capabilities/procedures/rules-form.ts';
import { ofCase } from '#capabilities/payments/of-case.server.ts';
import { enterFee } from '#capabilities/payments/set-fee.server.ts';
import { takeCash } from '#capabilities/payments/take-money.server.ts';
import { dayOf, instantOf, timeOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { may, type Answer } from '#platform/dispatch.server.ts';
import type { Context } from '#platform/context.server.ts';
import { attempt, failed } from '#web/answer.server.ts';
import { newId, requestOf, staffOf } from '#web/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** The case with its people and its money; one of another centre is not found here. */
async function readAll(context: Context, id: string) {
	try {
		const [view, people, bill] = await Promise.all([
			show(context, { case: id }),
			peopleOf(context, { case: id }),
			ofCase(context, { case: id })
		]);
		return { view, people, bill };
	} catch (reason) {
		if (reason instanceof Refusal) error(404, 'case-elsewhere');
		throw reason;
	}
}

export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffOf(event);
	if (!may(actor, 'cases.show')) error(403, 'not-allowed');
	const id = v.safeParse(v.pipe(v.string(), v.uuid()), event.params.id);
	if (!id.success) error(404, 'not-found');
	const { view, people, bill } = await readAll(context, id.output);
	const now = event.locals.now;
	const today = dayOf(now);
	const values = Object.fromEntries(
		view.asked.flatMap(({ question, answer }) => (answer ? [[question.id, answer.value]] : []))
	);
	const since = view.file.receivedAt ?? view.file.confirmedAt;
	return {
		view,
		people,
		bill,
		now,
		step: nextStep(view.file, view.portal),
		lines: answersInPortalOrder(formOf(view.file.procedureCode), values).map(({ id: question, label, text }) => ({
			id: question,
			label,
			text
		})),
		why: since ? whyDue(view.procedure.time, since, view.file.dueOn, today, isDayOff) : null,
		daysLeft: view.file.dueOn ? workdaysUntil(view.file.dueOn, today, isDayOff) : null,
		nowLocal: `${today}T${timeOf(now)}`,
		acts: {
			receive: may(actor, 'cases.receive'),
			enter: may(actor, 'payments.enter-fee'),
			take: may(actor, 'payments.take-cash'),
			paper: may(actor, 'cases.paper-file')
		},
		request: newId(),
		locale: event.locals.locale
	};
};

const text = (form: FormData, name: string): string => String(form.get(name) ?? '');
const amountIn = (form: FormData): number => readWhole(text(form, 'amount'));
/** What `datetime-local` sends is a time on the wall of the centre. */
const instantIn = (form: FormData): string => {
	const [day = '', time = ''] = text(form, 'outsideAt').split('T');
	const at = instantOf(day, time.slice(0, 5));
	return Number.isNaN(at.getTime()) ? '' : at.toISOString();
};

type Act = (context: Context, id: string, form: FormData) => Promise<Answer>;

/** Runs one command on the case of this page and shows the page again; `form` names which form comes back when it was refused. */
const act = (name: string, run: Act) => async (event: RequestEvent<{ id: string }>) => {
	const form = await event.request.formData();
	const { context } = await staffOf(event, requestOf(form));
	const said = await attempt(form, context, (tried) => run(tried, event.params.id, form));
	if (failed(said)) return fail(said.status, { ...said.data, form: name });
	redirect(303, `/can-bo/ho-so/${event.params.id}${name === 'try' ? '?da=thu' : ''}`);
};

export const actions: Actions = {
	receive: act('receive', (context, id) => receive(context, { case: id })),
	try: act('try', (context, id) => tryPortal(context, { case: id })),
	'by-hand': act('by-hand', (context, id) => fileByHand(context, { case: id })),
	code: act('code', (context, id, form) =>
		recordOfficialCode(context, { case: id, code: text(form, 'official'), elsewhere: form.has('elsewhere') })
	),
	status: act('status', (context, id, form) =>
		recordStatus(context, {
			case: id,
			status: Number(text(form, 'status')) as 1,
			outsideAt: instantIn(form)
		})
	),
	hand: act('hand', (context, id, form) => handResult(context, { case: id, against: text(form, 'against') as 'slip' })),
	fee: act('fee', (context, id, form) =>
		enterFee(context, { id: context.request, case: id, amount: amountIn(form), basis: text(form, 'basis') })
	),
	cash: act('cash', (context, id, form) => takeCash(context, { id: context.request, case: id, amount: amountIn(form) }))
};
