import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { cleanPicture } from '#platform/pictures.server.ts';
import { subjectKey, type SubjectKey } from '#platform/subject-keys.server.ts';
import type { CaseRow } from './answers.ts';
import { BringPhoto } from './inputs-at-door.ts';
import { paperBind } from './keep-upload.server.ts';
import { holdCase, keyOf } from './read.server.ts';
import { sheetOf } from './rules-sheet.ts';
import { dropParts, insertPart, listParts } from './sql-at-door.server.ts';
import { insertPaper } from './sql.server.ts';

const partBind = ({ photo, part }: { photo: string; part: number }): string => `photo:${photo}:${part}`;

/**
 * A part of a photo that was taken at a door with what was written there. The last one to come makes it whole: drawn anew without
 * metadata, sealed, and laid beside the file as what was signed or shown. It is no part of what it signs. Refuses parts that are no picture
 * together (`file-broken`), and a file that was taken back (`case-stage`).
 */
export const bringPhoto = command(
	{
		name: 'cases.bring-photo',
		byPerson: true,
		group: 'at-door',
		input: BringPhoto,
		answer: v.object({ whole: v.boolean() })
	},
	async (context, input) => {
		const file = await holdCase(context, input.case);
		if (file.stage === 'void') throw new Refusal('case-stage', { stage: file.stage });
		// The file may have another owner by the time the last part comes.
		const key = await subjectKey(context, file.helpedId);
		const sealed = key.seal(Buffer.from(input.bytes, 'base64'), partBind(input));
		await insertPart(context.db, { ...input, sealed, at: context.now });
		const parts = await listParts(context.db, input.photo);
		const whole = parts.length === input.parts;
		if (whole) await keepWhole(context, file, input, joined(key, input.photo, parts));
		return { answer: { whole }, about: file.id, person: file.ownerId, detail: { page: input.page, part: input.part } };
	}
);

const joined = (key: SubjectKey, photo: string, parts: readonly { part: number; sealed: Buffer }[]): Buffer =>
	Buffer.concat(parts.map(({ part, sealed }) => key.open(sealed, partBind({ photo, part }))));

async function keepWhole(context: Context, file: CaseRow, photo: v.InferOutput<typeof BringPhoto>, raw: Buffer) {
	const bytes = await cleanPicture(raw, 'image/jpeg').catch(() => {
		throw new Refusal('file-broken');
	});
	const sha256 = await context.store.put((await keyOf(context, file)).seal(bytes, paperBind(file.id)));
	await insertPaper(context.db, file.id, {
		...{ id: photo.photo, paper: sheetOf(photo.page), verdict: 'attached', reason: null },
		...{ sha256, bytes: bytes.length, mime: 'image/jpeg', at: context.now }
	});
	await dropParts(context.db, photo.photo);
}
