import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing, OnePage, pageWith } from '#kernel/shapes.ts';
import { noPage } from '#kernel/page.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { pageIn } from '#platform/sql-page.server.ts';
import { putCase } from '#capabilities/assistance/keyboard.server.ts';
import { openSession } from '#capabilities/assistance/session.server.ts';
import { formOf } from '#capabilities/procedures/forms.ts';
import { getProcedure } from '#capabilities/procedures/get-procedure.server.ts';
import { Resume } from './inputs.ts';
import { getCase } from './read.server.ts';
import { samePerson } from '#capabilities/residents/people.server.ts';
import { begunFor, sentFor } from './sql-lists.server.ts';
import { Begun, Sent } from './answers-lists.ts';

/** Opens a case that was begun for this person in an earlier session, where it was left. */
export const resume = command(
	{ name: 'cases.resume', byPerson: true, group: 'sit-beside', input: Resume, answer: v.object({ case: v.string() }) },
	async (context, input) => {
		const session = await openSession(context, context.actor.session ?? '');
		const file = await getCase(context, input.case);
		if (!(await samePerson(context, file.helpedId, session.personId)) || file.stage === 'void')
			throw new Refusal('other-person');
		await putCase(context, session.id, file.id);
		return { answer: { case: file.id }, about: file.id, person: file.ownerId, detail: { session: session.id } };
	}
);

/** Leaves the open case as it is, to begin or go on with another in the same session. */
export const putAside = command(
	{
		name: 'cases.put-aside',
		byPerson: true,
		group: 'sit-beside',
		input: Nothing,
		answer: v.object({ aside: v.nullable(v.string()) })
	},
	async (context) => {
		const session = await openSession(context, context.actor.session ?? '');
		await putCase(context, session.id, null);
		return { answer: { aside: session.caseId }, about: session.caseId, person: session.personId };
	}
);

/** Files on one page. */
const PAGE = 20;

/** Whoever sits here is looked at by the page itself; whoever else is named on a list of theirs reads that they were on it. */
const othersOn = ({ rows }: { rows: readonly { ownerId: string; ownerName: string | null }[] }) => {
	const others = [...new Set(rows.flatMap(({ ownerId, ownerName }) => (ownerName === null ? [] : [ownerId])))];
	return others.length === 0 ? null : { person: others, what: 'list', purpose: 'list-files', repeats: true };
};

/** What was begun for the person beside the guide and has not gone its way yet, newest first. */
export const begun = query(
	{
		name: 'cases.begun',
		byPerson: true,
		group: 'sit-beside',
		input: OnePage,
		answer: pageWith(Begun),
		look: othersOn
	},
	async ({ db, actor }, { page }) => {
		if (actor.session === null || actor.subject === null) return noPage();
		const files = await pageIn<Omit<Begun, 'procedure'>>(db, begunFor(db, actor.subject), page, PAGE);
		const named = files.rows.map((file) => ({ ...file, procedure: getProcedure(file.procedureCode).shortName }));
		return { ...files, rows: named };
	}
);

/** Files of a page of what went its way. */
const SENT_PAGE = 5;

/** What was filed for the person beside the guide, or with them for another, newest of the open first. */
export const sentBefore = query(
	{
		name: 'cases.sent-before',
		byPerson: true,
		group: 'sit-beside',
		input: OnePage,
		answer: pageWith(Sent),
		look: othersOn
	},
	async ({ db, actor }, { page }) => {
		if (actor.session === null || actor.subject === null) return noPage();
		const files = await pageIn<Omit<Sent, 'procedure' | 'again'>>(db, sentFor(db, actor.subject), page, SENT_PAGE);
		const named = files.rows.map((file) => ({
			...file,
			procedure: getProcedure(file.procedureCode).shortName,
			again: formOf(file.procedureCode).again?.words ?? null
		}));
		return { ...files, rows: named };
	}
);
