import { PaperForm } from '#capabilities/classes/forms.ts';
import { readPaper, seatByPaper } from '#capabilities/classes/paper.server.ts';
import { seatsOf } from '#capabilities/classes/roll.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { run } from '../together.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** A sheet of names that was handed in: typed, read against the register, and then given places. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, seatByPaper);
	const { run: one } = await seatsOf(context, { run: event.params.run });
	return { run: one, request: newId(), locale: event.locals.locale };
};

const sheet = (form: FormData): string => String(form.get('sheet') ?? '');
/** Lines that nobody was chosen for: they stay on the page. */
const open = (form: FormData): string =>
	sheet(form)
		.split(/\r?\n/)
		.filter((_, n) => !form.get(`line-${n}`))
		.join('\n');

export const actions: Actions = {
	read: byStaff(readPaper, { given: { run }, shows: (rows, { form }) => ({ rows, sheet: sheet(form) }) }),
	seat: byStaff(seatByPaper, {
		...{ reads: PaperForm, given: { run } },
		shows: (done, { form }) => ({ done, sheet: open(form) })
	})
};
