import * as v from 'valibot';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { query } from '#platform/dispatch.server.ts';
import { countMarks, howDone } from '#capabilities/assistance/rules-how.ts';
import { findOpenSession } from '#capabilities/assistance/session.server.ts';
import { closingOn } from '#capabilities/places/places.server.ts';
import type { Procedure } from '#capabilities/procedures/answers.ts';
import { getProcedure } from '#capabilities/procedures/get-procedure.server.ts';
import { questionsFor } from '#capabilities/procedures/rules-asked.ts';
import { caresFor } from '#capabilities/mandates/mandates.server.ts';
import { findPersonBrief, sameAsSubject } from '#capabilities/residents/people.server.ts';
import { isReleased } from './rules-stage.ts';
import { OneCase } from './inputs.ts';
import { getCase, readWhole, slipCodeOf } from './read.server.ts';
import { CaseView, CaseHands, OwnCaseView, type Hand } from './answers.ts';
import { findReceiverName, findPortalTask, listHands, listPaperLooks, listStatuses } from './sql-outside.server.ts';
import { findDoorCase } from './sql-at-door.server.ts';
import { findConfirmation } from './sql.server.ts';

const handOf = (hands: readonly (Hand & { question: string })[], id: string): Hand | null => {
	const found = hands.find(({ question }) => question === id);
	return found ? { name: found.name, key: found.key, maker: found.maker } : null;
};

/** After a yes its papers are called as they were read. */
function calledAsRead(procedure: Procedure, read: readonly { id: string; name: string }[]): Procedure {
	const called = new Map(read.map(({ id, name }) => [id, name]));
	return {
		...procedure,
		papers: procedure.papers.map((paper) => ({ ...paper, name: called.get(paper.id) ?? paper.name }))
	};
}

export async function viewCase(context: Context, id: string): Promise<CaseView> {
	const file = await getCase(context, id);
	const [procedure, whole, confirmation, statuses, portal, hands, dueBy, door, looks] = await Promise.all([
		getProcedure(file.procedureCode),
		readWhole(context, file),
		findConfirmation(context.db, id),
		listStatuses(context.db, id),
		findPortalTask(context.db, id),
		listHands(context.db, id),
		file.dueOn && closingOn(context.db, file.receivingCentreId, file.dueOn),
		findDoorCase(context.db, id),
		listPaperLooks(context.db, id)
	]);
	const values = Object.fromEntries(whole.answers.map(({ question, value }) => [question, value]));
	const asked = questionsFor(whole.words.form, values).map((question) => ({
		question,
		answer: whole.answers.find((a) => a.question === question.id) ?? null,
		hand: handOf(hands, question.id)
	}));
	const marks = countMarks(asked.flatMap(({ answer }) => (answer ? [answer.provenance] : [])));
	const slip = file.stage === 'draft' || file.stage === 'void' ? null : slipCodeOf(context, id);
	return {
		file,
		procedure: calledAsRead(procedure, whole.words.papers),
		asked,
		papers: whole.papers,
		looks: [...looks],
		hash: whole.hash,
		confirmation: confirmation ? { way: confirmation.way, browser: confirmation.browser, at: confirmation.at } : null,
		marks,
		how: howDone(marks),
		statuses,
		// It stands before the portal only while it may go there: beside a code, or while it is mended, nothing waits.
		portal: (isReleased(file) && portal) || null,
		slip,
		dueBy: dueBy || null,
		door: door ? { ...door, sheets: whole.sheets } : null
	};
}

/** The case that lies open in this guide's session, if one does. */
export const inSession = query(
	{
		name: 'cases.in-session',
		byPerson: true,
		group: 'sit-beside',
		input: Nothing,
		answer: v.nullable(CaseView),
		look: 'beside the person, in a session whose every page is a look already'
	},
	async (context): Promise<CaseView | null> => {
		if (context.actor.session === null) return null;
		const session = await findOpenSession(context, context.actor.session);
		if (!session?.caseId || session.endedAt) return null;
		return viewCase(context, session.caseId);
	}
);

/** The same beside the desk: the paired screen's row is the open case and nothing else. */
export const besideCase = query(
	{
		name: 'cases.beside',
		group: 'second-screen',
		input: Nothing,
		answer: v.nullable(CaseView),
		look: 'beside the person, in a session whose every page is a look already'
	},
	async (context): Promise<CaseView | null> =>
		context.actor.row === null ? null : viewCase(context, context.actor.row)
);

/** Why an officer opens a file: it is theirs, it waits for anybody, or it is in another's hands. */
const purposeOf = ({ file: { receiverId, stage }, door }: CaseView, me: string | null): string =>
	receiverId === me && me !== null
		? 'handle'
		: stage === 'confirmed' || (stage === 'draft' && door !== null)
			? 'receive'
			: 'other-file';

/** One case for an officer; a look with its purpose, which the resident can read. */
export const show = query(
	{
		name: 'cases.show',
		group: 'receive',
		input: OneCase,
		answer: CaseView,
		look: (view, _, actor) => ({
			...{ person: view.file.ownerId, what: 'case', about: view.file.id },
			purpose: purposeOf(view, actor.id)
		})
	},
	(context, input) => viewCase(context, input.case)
);

/** The people of a case and the staff who have it. A look at whoever is not its owner. */
export const people = query(
	{
		name: 'cases.people',
		group: 'receive',
		input: OneCase,
		answer: CaseHands,
		look: ({ others: [other], owner }, input) => {
			const person = other ?? owner?.id;
			return person ? { person, what: 'case', purpose: 'handle', about: input.case } : null;
		}
	},
	async (context, input): Promise<CaseHands & { others: string[] }> => {
		const file = await getCase(context, input.case);
		const [helped, submitter, owner] = await Promise.all(
			[file.helpedId, file.submitterId, file.ownerId].map((id) => findPersonBrief(context, id))
		);
		const [receiver, helper] = await Promise.all(
			[file.receiverId, file.madeBy].map((id) => (id ? findReceiverName(context.db, id) : null))
		);
		const others = [file.helpedId, file.submitterId].filter((id) => id !== file.ownerId);
		return {
			helped: helped ?? null,
			submitter: submitter ?? null,
			owner: owner ?? null,
			basis: file.ownerBasis,
			receiver: receiver ?? null,
			helper: helper ?? null,
			others
		};
	}
);

/**
 * A case for the resident whose it is, whom it helps or who submits it; and for whoever holds its confirm link. Who only
 * stands for its owner follows and pays: the answers and papers are not shown, and the owner can read of the look.
 */
export const showMine = query(
	{
		name: 'cases.show-mine',
		group: ['own-page', 'confirm-link'],
		input: OneCase,
		answer: OwnCaseView,
		look: (view, input) =>
			view.hers
				? null
				: {
						person: view.file.ownerId,
						what: 'case',
						purpose: view.standsAs === 'guardian' ? 'guardian' : 'stands-for',
						about: input.case
					}
	},
	async (context, input): Promise<CaseView & { hers: boolean; standsAs: 'guardian' | 'asked' | null }> => {
		const view = await viewCase(context, input.case);
		const mine = await sameAsSubject(context);
		const hers = context.actor.kind !== 'resident' || isOneOf(mine, view.file);
		if (!hers && (await caresFor(context, view.file.ownerId))) return { ...view, hers, standsAs: 'guardian' };
		if (!hers) return { ...view, hers, standsAs: 'asked', asked: [], papers: [], door: null };
		// Whose file it is reads what is said of them, not the number and phone of whoever submits it.
		const { ownerId, submitterId, helpedId } = view.file;
		const onlyOwner = context.actor.kind === 'resident' && mine.includes(ownerId);
		if (!onlyOwner || ownerId === submitterId || ownerId === helpedId) return { ...view, hers, standsAs: null };
		return {
			...view,
			hers,
			standsAs: null,
			asked: view.asked.filter(({ question }) => question.person !== 'applicant')
		};
	}
);

const isOneOf = (ids: readonly string[], file: CaseView['file']): boolean =>
	[file.ownerId, file.helpedId, file.submitterId].some((id) => ids.includes(id));
