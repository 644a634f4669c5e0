import { fileTypeFromBuffer } from 'file-type';
import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { cleanPicture } from '#platform/pictures.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { mayBeUsedFor } from '#capabilities/privacy/effects.server.ts';
import type { SubjectKey } from '#platform/subject-keys.server.ts';
import { takeYesBack } from './answer.server.ts';
import { CARD_PAPER } from './drop-card-photos.server.ts';
import { AddPaper } from './inputs.ts';
import { caseToChange, keyOf } from './read.server.ts';
import { findPaper, insertPaper } from './sql.server.ts';
import type { CaseRow } from './answers.ts';

// Said beforehand on the page: jpeg, png or pdf, at most 10 MB.
const MOST_BYTES = 10 * 1024 * 1024;

/** How a paper's bytes are bound to their case, so that a sealed file cannot be moved to another. */
export const paperBind = (caseId: string): string => `paper:${caseId}`;

type Kept = { sha256: string; bytes: number; mime: 'image/jpeg' | 'image/png' | 'application/pdf' };

/**
 * Takes an uploaded paper: the kind is read from its content, an image is drawn anew without metadata, and the sealed
 * bytes are on the disk before this answers. Refuses what is empty, too large, or of another kind (`file-…`).
 */
export async function keepUpload(
	context: Context,
	file: Pick<CaseRow, 'id' | 'ownerId'> | null,
	upload: File | null
): Promise<Kept> {
	if (!file) throw new Refusal('no-session');
	if (!upload || upload.size === 0) throw new Refusal('file-missing');
	if (upload.size > MOST_BYTES) throw new Refusal('file-large', { megabytes: Math.ceil(upload.size / 1_048_576) });
	const { bytes, mime } = await cleaned(Buffer.from(await upload.arrayBuffer()));
	const { key, there } = await inScope(context.db, context.actor, context.request, async (sql) => ({
		key: await keyOf({ ...context, db: sql }, file),
		there: await findPaper(sql, context.request)
	}));
	// Sent again because its answer was lost: sealing anew would make other bytes of the same paper.
	if (there?.sha256 && there.bytes && there.mime)
		return { sha256: there.sha256, bytes: there.bytes, mime: there.mime as Kept['mime'] };
	return { sha256: await context.store.put(key.seal(bytes, paperBind(file.id))), bytes: bytes.length, mime };
}

/**
 * A paper names a file of this case that is there: it opens with its owner's key, bound to the case. Refuses any other hash
 * (`paper-file-missing`), because a row that names nothing would be looked for by every backup.
 */
export async function fileIsThere(
	context: Context,
	{ id, ownerId }: Pick<CaseRow, 'id' | 'ownerId'>,
	sha256: string
): Promise<void> {
	const key = await keyOf(context, { ownerId });
	const sealed = await context.store.get(sha256).catch(() => undefined);
	if (!sealed || !opens(key, sealed, id)) throw new Refusal('paper-file-missing');
}

function opens(key: SubjectKey, sealed: Buffer, caseId: string): boolean {
	try {
		return key.open(sealed, paperBind(caseId)).length > 0;
	} catch {
		return false;
	}
}

/**
 * Names a file that is already sealed and on the disk. Somebody judges it afterwards: attached is not yet good. A photo of the card
 * is sensitive and not needed, for the card was seen: refused without their own yes to it (`card-photo-consent`).
 */
export const addPaper = command(
	{ name: 'cases.add-paper', group: 'sit-beside', input: AddPaper, answer: v.object({ id: v.string() }) },
	async (context, input) => {
		const file = await caseToChange(context, input.case, 'judge-paper');
		if (input.paper === CARD_PAPER && !(await mayBeUsedFor(context, file.ownerId, 'photo-of-card')))
			throw new Refusal('card-photo-consent');
		await fileIsThere(context, file, input.sha256);
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

async function cleaned(raw: Buffer): Promise<{ bytes: Buffer; mime: Kept['mime'] }> {
	const found = await fileTypeFromBuffer(raw);
	if (found?.mime === 'application/pdf') {
		if (!isWhole(raw)) throw new Refusal('file-broken');
		return { bytes: raw, mime: 'application/pdf' };
	}
	if (found?.mime !== 'image/jpeg' && found?.mime !== 'image/png')
		throw new Refusal('file-kind', { kind: found?.ext ?? '?' });
	try {
		const bytes = await cleanPicture(raw, found.mime);
		return { bytes, mime: found.mime };
	} catch {
		throw new Refusal('file-broken');
	}
}

/** A PDF ends with where its table of contents stands (ISO 32000-1, 7.5.5); one that was cut off does not. */
const isWhole = (pdf: Buffer): boolean => /startxref\s+\d+\s+%%EOF/.test(pdf.subarray(-2048).toString('latin1'));
