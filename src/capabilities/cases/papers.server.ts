import { Refusal } from '#kernel/refusal.ts';
import { id } from '#kernel/shapes.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { findKey } from '#platform/subject-keys.server.ts';
import * as v from 'valibot';
import { mayBeUsedFor } from '#capabilities/privacy/effects.server.ts';
import { takeYesBack } from './answer.server.ts';
import { CARD_PAPER } from './drop-card-photos.server.ts';
import { AddPaper, JudgePaper } from './inputs.ts';
import { caseToChange, getCase } from './read.server.ts';
import { findPaper, insertPaper, listPapers } from './sql.server.ts';
import { PaperFileShown } from './answers.ts';

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

/**
 * Names a file that is already sealed and on the disk. Somebody judges it afterwards: attached is not yet good. A photo of the card
 * is sensitive and not needed, for the card was seen: refused without her own yes to it (`card-photo-consent`).
 */
export const addPaper = command(
	{ name: 'cases.add-paper', group: 'sit-beside', input: AddPaper, answer: v.object({ id: v.string() }) },
	async (context, input) => {
		const file = await caseToChange(context, input.case, 'judge-paper');
		if (input.paper === CARD_PAPER && !(await mayBeUsedFor(context, file.ownerId, 'photo-of-card')))
			throw new Refusal('card-photo-consent');
		await insertPaper(context.db, file.id, { ...input, verdict: 'attached', reason: null, at: context.now });
		await takeYesBack(context, file);
		return {
			answer: { id: input.id },
			about: file.id,
			person: file.ownerId,
			detail: { paper: input.paper, sha256: input.sha256, bytes: input.bytes }
		};
	}
);

/** How a paper's bytes are bound to their case, so that a sealed file cannot be moved to another. */
export const paperBind = (caseId: string): string => `paper:${caseId}`;

/** The bytes of one paper, opened: a look. Refuses when the owner was erased, or took the photo back (`paper-unknown`). */
export const paperFile = query(
	{
		name: 'cases.paper-file',
		group: ['sit-beside', 'receive'],
		input: v.object({ paper: id }),
		answer: PaperFileShown,
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
