import { colleagues } from '#capabilities/access/sessions.server.ts';
import { wayBefore } from '#capabilities/cases/choose-way.server.ts';
import { filedLately } from '#capabilities/cases/lists.server.ts';
import type { CaseView } from '#capabilities/cases/answers.ts';
import { formOf } from '#capabilities/procedures/forms.ts';
import { doubtsOf } from '#capabilities/procedures/rules-doubts.ts';
import { completeness } from '#capabilities/procedures/rules-form.ts';
import { dayOf } from '#kernel/day.ts';
import type { Staff } from '#web/door.server.ts';
import { valuesOf } from '#web/portal-lines.server.ts';

/** What is looked through before they say yes, and who could receive it. */
export async function reviewOf({ context, actor }: Staff, view: CaseView) {
	const [people, before, lately] = await Promise.all([
		colleagues(context, {}),
		wayBefore(context, {}),
		filedLately(context, { case: view.file.id })
	]);
	const form = formOf(view.file.procedureCode);
	return {
		/** Answers that no longer pass, or do not agree with another. */
		wrong: completeness(form, valuesOf(view), dayOf(context.now)).wrong.map(({ id }) => id),
		usuallyChild: form.owner === 'child' && view.file.ownerId === view.file.helpedId,
		receivers: people.filter(({ role }) => role === 'receiving-officer').map(({ id, name }) => ({ id, name })),
		before,
		lately,
		doubts: doubtsOf(view.file.procedureCode, valuesOf(view), dayOf(context.now)),
		me: actor.id
	};
}
