import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { addDays, dayOf, instantOf } from '#kernel/day.ts';
import { Nothing, turnWith } from '#kernel/shapes.ts';
import { query } from '#platform/dispatch.server.ts';
import { turnIn } from '#platform/sql-page.server.ts';
import { getPersonBrief } from '#capabilities/residents/people.server.ts';
import { GivenShown, QuestionShown } from './answers.ts';
import { getCertificate } from './give.server.ts';
import { GivenPage, OneCertificate } from './inputs.ts';
import { shownCertificate } from './stands.server.ts';
import {
	listAlike,
	listFalls,
	listMany,
	listNamesakes,
	listOverlaps,
	listTelephones,
	type QuestionRow
} from './sql-questions.server.ts';
import { givenAt, givenBefore, type CertificateRow, type GivenRow } from './sql.server.ts';

/** What takes 25 minutes each is not given more often than so within an hour. */
const MOST_AN_HOUR = 12;
/** Fewer answers than these are alike by chance. */
const FEWEST_ANSWERS = 6;
const FALLS = { fewest: 3, gap: 0.2 };
const SAME_TELEPHONE = 4;
/** What was given longer ago is not asked about any more: nobody remembers how it came about. */
export const QUESTION_DAYS = 730;
const PAGE = 50;

type Question = v.InferOutput<typeof QuestionShown>;
const asked = (sign: Question['sign'], rows: readonly QuestionRow[]): Question[] =>
	rows.map(({ assessor, count, of }) => ({ sign, assessor, count, of }));

/** What may make whoever leads ask how certificates came about: each with those that it is about. It is a question, and decides nothing. */
export const questions = query(
	{
		name: 'certificates.questions',
		group: 'lead',
		input: Nothing,
		answer: v.array(QuestionShown),
		look: 'names staff, and no resident'
	},
	async ({ db, actor, now }) => {
		const of = { centre: centreOf(actor), since: instantOf(addDays(dayOf(now), -QUESTION_DAYS)) };
		const found = await Promise.all([
			listMany(db, of, MOST_AN_HOUR).then((rows) => asked('many', rows)),
			listAlike(db, of, FEWEST_ANSWERS).then((rows) => asked('alike', rows)),
			listFalls(db, of, FALLS).then((rows) => asked('falls', rows)),
			listOverlaps(db, of).then((rows) => asked('overlap', rows)),
			listTelephones(db, of, SAME_TELEPHONE).then((rows) => asked('telephone', rows)),
			listNamesakes(db, of).then((rows) => asked('namesake', rows))
		]);
		return found.flat();
	}
);

const shownGiven = (row: CertificateRow & { name: string }, today: string): v.InferOutput<typeof GivenShown> => ({
	...shownCertificate(row, today),
	...{ person: row.personId, name: row.name, assessor: row.assessorName, organisation: row.organisation },
	...{ attended: row.class?.attended ?? null, takenBackWhy: row.takenBackWhy }
});

/** A page of the certificates of this centre, the newest first. */
export const given = query(
	{
		name: 'certificates.given',
		group: 'lead',
		input: GivenPage,
		answer: turnWith(GivenShown),
		look: ({ rows }) => ({
			person: rows.map(({ person }) => person),
			...{ what: 'list', purpose: 'certificate', repeats: true }
		})
	},
	async ({ db, actor, now }, { page, after }) => {
		const centre = centreOf(actor);
		const { rows, ...rest } = await turnIn<GivenRow>(db, (which) => givenAt(db, centre, which), {
			...{ page, beyond: after === null ? null : givenBefore(db, centre, after) },
			...{ rows: PAGE, keyOf: ({ id }) => id }
		});
		return { rows: rows.map((row) => shownGiven(row, dayOf(now))), ...rest };
	}
);

/** One of them, with who holds it. */
export const oneGiven = query(
	{
		name: 'certificates.one',
		group: 'lead',
		input: OneCertificate,
		answer: GivenShown,
		look: ({ person, id }) => ({ person, what: 'record', purpose: 'certificate', about: id })
	},
	async (context, input) => {
		const row = await getCertificate(context, input);
		const { name } = await getPersonBrief(context, row.personId);
		return shownGiven({ ...row, name }, dayOf(context.now));
	}
);
