import { Refusal } from '#kernel/refusal.ts';
import { id } from '#kernel/shapes.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { findKey } from '#platform/subject-keys.server.ts';
import * as v from 'valibot';
import { takeYesBack } from './answer.server.ts';
import { JudgePaper } from './inputs.ts';
import { paperBind } from './keep-upload.server.ts';
import { caseToChange, getCase } from './read.server.ts';
import { findPaper, insertPaper, listPapers } from './sql.server.ts';
import { PaperFile } from './answers.ts';

const noFile = { sha256: null, bytes: null, mime: null };
/** Verdicts of a paper that lies there: a file that was attached stays with it. */
const KEEPS_FILE = new Set(['good', 'seen', 'unclear']);

/** What was seen of a paper: good, only shown, not needed, unclear, missing. */
export const judgePaper = command(
	{ name: 'cases.judge-paper', group: 'sit-beside', input: JudgePaper, answer: v.object({ id: v.string() }) },
	async (context, input) => {
		const file = await caseToChange(context, input.case, 'judge-paper');
		const last = (await listPapers(context.db, file.id)).find(({ paper }) => paper === input.paper);
		const { sha256, bytes, mime } = last && KEEPS_FILE.has(input.verdict) ? last : noFile;
		await insertPaper(context.db, file.id, { ...input, sha256, bytes, mime, at: context.now });
		await takeYesBack(context, file);
		return {
			answer: { id: input.id },
			about: file.id,
			person: file.ownerId,
			detail: { paper: input.paper, verdict: input.verdict }
		};
	}
);

/** The bytes of one paper, opened: a look. Refuses when the owner was erased, or took the photo back (`paper-unknown`). */
export const paperFile = query(
	{
		name: 'cases.paper-file',
		group: ['sit-beside', 'receive'],
		input: v.object({ paper: id }),
		answer: PaperFile,
		look: ({ file, owner }, _, actor) => ({
			person: owner,
			what: 'paper',
			purpose: actor.session === null ? 'handle' : 'session',
			about: file
		})
	},
	async (context, input) => {
		const paper = await findPaper(context.db, input.paper);
		if (!paper?.sha256 || !paper.mime) throw new Refusal('paper-unknown');
		const file = await getCase(context, paper.caseId);
		const key = await findKey(context, file.ownerId);
		const sealed = key && (await context.store.get(paper.sha256).catch(() => null));
		if (!sealed) throw new Refusal('paper-unknown');
		return { mime: paper.mime, bytes: key.open(sealed, paperBind(file.id)), file: file.id, owner: file.ownerId };
	}
);
