import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { OnePage, pageWith } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { query } from '#platform/dispatch.server.ts';
import { pageIn } from '#platform/sql-page.server.ts';
import { findKey } from '#platform/subject-keys.server.ts';
import { formOf } from '#capabilities/procedures/forms.ts';
import { getProcedure } from '#capabilities/procedures/get-procedure.server.ts';
import { buckets, OneCase, Worklist, type Bucket } from './inputs.ts';
import { getCase, readAnswers, slipCodeOf } from './read.server.ts';
import { whoWaits } from './rules-stage.ts';
import type { Answered, CaseRow } from './answers.ts';
import { FindPeople } from '#capabilities/residents/inputs.ts';
import { paidFor, searching } from '#capabilities/residents/people.server.ts';
import { searchSteps } from '#capabilities/residents/rules-search.ts';
import {
	casesOf,
	countCasesAt,
	countOverAfter,
	findCasesByName,
	listCasesAt,
	listFiledLately,
	type CaseOf
} from './sql-lists.server.ts';
import { CasesFound, OwnCase, CaseList } from './answers-lists.ts';

/** Files on one page of the list. */
const PAGE = 100;

/** The files of this centre by what is to be done, page by page: all are counted, and `more` says how many follow; names are those of the people in the officer's own place. */
export const worklist = query(
	{
		name: 'cases.worklist',
		group: 'receive',
		input: Worklist,
		answer: CaseList,
		look: ({ files }) => ({
			person: files.map(({ ownerId }) => ownerId),
			...{ what: 'list', purpose: 'list-files', repeats: true }
		})
	},
	async ({ db, actor }, { bucket, page, after }) => {
		const centre = centreOf(actor);
		const me = actor.kind === 'staff' ? actor.id : null;
		const [counted, { files: shown, over }] = await Promise.all([
			countCasesAt(db, centre),
			listCasesAt(db, centre, bucket, { rows: PAGE, from: page * PAGE, me, after })
		]);
		const filesIn = (one: Bucket): number =>
			counted.reduce((sum, { bucket: its, files }) => sum + (one === 'all' || its === one ? files : 0), 0);
		const counts = Object.fromEntries(buckets.map((one) => [one, filesIn(one)]));
		const names = new Map(
			await Promise.all(
				[...new Set(shown.map((file) => file.procedureCode))].map(
					async (code) => [code, getProcedure(code).shortName] as const
				)
			)
		);
		return {
			bucket,
			counts,
			more:
				over === null
					? Math.max(0, filesIn(bucket) - page * PAGE - shown.length)
					: await countOverAfter(db, centre, over),
			next: over === null ? { page: page + 1, after: null } : { page: 0, after: over },
			files: shown.map((file) => ({ ...file, procedure: names.get(file.procedureCode)! }))
		};
	}
);

/** As many files as a name finds are shown. */
const MOST_FOUND = 40;

/**
 * Files of this centre by a name: whose they are, or who was helped with them, with a year or hamlet beside it; marks and small mistakes are
 * forgiven. Everybody whom it shows reads that they were on it. It costs what a search of the register costs, and is refused alike.
 */
export const findByName = query(
	{
		name: 'cases.find-by-name',
		group: 'receive',
		input: FindPeople,
		answer: CasesFound,
		turns: searching,
		look: ({ files }, { why }) => ({
			person: [...new Set(files.flatMap(({ ownerId, helpedId }) => [ownerId, helpedId]))],
			...{ what: 'search', purpose: why ?? 'find-file' }
		})
	},
	async (context, { words, why }): Promise<CasesFound> => {
		const { db, actor } = context;
		// Whoever has searched for nobody too often is shown as few as in the register.
		const { most: people, pause } = await paidFor(context, why);
		const most = pause === 0 ? MOST_FOUND : people;
		for (const step of searchSteps(words)) {
			const found = await findCasesByName(db, centreOf(actor), step, most + 1);
			if (found.length === 0) continue;
			const files = found.slice(0, most).map((file) => ({
				...file,
				procedure: getProcedure(file.procedureCode).shortName
			}));
			return { whole: found.length <= most, files };
		}
		return { whole: true, files: [] };
	}
);

/** Cases of the person who is signed in, and of those they stand for; with the code of each slip, which is theirs to hold. */
export const mineCases = query(
	{
		name: 'cases.mine',
		group: 'own-page',
		input: OnePage,
		answer: pageWith(OwnCase),
		look: 'the person’s own page'
	},
	async (context, { page }) => {
		const files = await pageIn<CaseOf>(context.db, casesOf(context.db), page, PAGE);
		const rows = await Promise.all(
			files.rows.map(async (file) => ({
				...file,
				procedure: getProcedure(file.procedureCode),
				waits: whoWaits(file),
				readable: (await findKey(context, file.ownerId)) !== null,
				slip: file.stage === 'draft' || file.stage === 'void' ? null : slipCodeOf(context, file.id)
			}))
		);
		return { ...files, rows };
	}
);

/** So far back (days) the same procedure for the same person is said before it is filed again. */
const LATELY_DAYS = 30;

/** When the same was filed for the same person within the last days, newest first: three at most are said. */
export const filedLately = query(
	{
		name: 'cases.filed-lately',
		group: ['sit-beside', 'receive'],
		input: OneCase,
		answer: v.array(v.object({ at: v.date(), code: v.nullable(v.string()) })),
		look: 'days of files of the same person, on a page that is a look'
	},
	async (context, input) => {
		const since = new Date(context.now.getTime() - LATELY_DAYS * 86_400_000);
		const [file, found] = [await getCase(context, input.case), await listFiledLately(context.db, input.case, since)];
		const another = await Promise.all(found.map((one) => isAboutAnother(context, file, one)));
		return found.filter((_, n) => !another[n]).map(({ at, code }) => ({ at, code }));
	}
);

/** Of twins the second is not the same file again: what tells two of a kind apart was answered otherwise. */
async function isAboutAnother(
	context: Context,
	file: CaseRow,
	other: { id: string; ownerId: string }
): Promise<boolean> {
	const { again, owner } = formOf(file.procedureCode);
	const told = again?.leaves.find((id) => owner !== undefined && id === `${owner}-name`);
	if (!told) return false;
	const [mine, theirs] = await Promise.all([file, other].map((one) => readAnswers(context, one)));
	const name = (answers: Answered[]) => answers.find(({ question }) => question === told)?.value;
	return name(mine!) !== undefined && name(theirs!) !== undefined && name(mine!) !== name(theirs!);
}
