import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { cleanPicture } from '#platform/pictures.server.ts';
import type { SubjectKey } from '#platform/subject-keys.server.ts';
import type { CaseRow } from './answers.ts';
import type { DoorCase } from './answers-at-door.ts';
import { BringPhoto } from './inputs-at-door.ts';
import { paperBind } from './keep-upload.server.ts';
import { holdCase, keyOf } from './read.server.ts';
import { sheetOf } from './rules-sheet.ts';
import { confirmSigned } from './signed.server.ts';
import { dropParts, findDoorCase, insertPart, listParts, updateNotYet } from './sql-at-door.server.ts';
import { insertPaper, listPapers } from './sql.server.ts';

const partBind = ({ photo, part }: { photo: string; part: number }): string => `photo:${photo}:${part}`;

/**
 * A part of a photo that was taken at a door with what was written there. The last one to come makes it whole: drawn anew without
 * metadata, sealed, and laid beside the file as what was signed or shown. It is no part of what it signs. With the sheet that was signed
 * what was signed is a yes, if nothing else is missing. Refuses a place that another photo has or that was not named when it was written
 * (`photo-there`): what an officer looked at stays. Refuses parts that are no picture together (`file-broken`), a file that was taken back
 * (`case-stage`), and one of somebody who was erased.
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
		const { db } = context;
		const file = await holdCase(context, input.case);
		if (file.stage === 'void') throw new Refusal('case-stage', { stage: file.stage });
		const door = await findDoorCase(db, file.id);
		const there = (await listPapers(db, file.id)).some(({ paper }) => paper === sheetOf(input.page));
		if (!door || there || input.page > door.photos) throw new Refusal('photo-there');
		// The file may have another owner by the time the last part comes.
		const key = await keyOf(context, { ownerId: file.helpedId });
		const sealed = key.seal(Buffer.from(input.bytes, 'base64'), partBind(input));
		await insertPart(db, { ...input, sealed, at: context.now });
		const parts = await listParts(db, input);
		const whole = parts.length === input.parts;
		if (whole) await keepWhole(context, file, input, joined(key, input.photo, parts));
		const confirmed = whole && (await tryYes(context, file, door));
		return {
			answer: { whole },
			about: file.id,
			person: file.ownerId,
			detail: { page: input.page, part: input.part, confirmed }
		};
	}
);

async function tryYes(context: Context, file: CaseRow, door: DoorCase): Promise<boolean> {
	if (file.stage !== 'draft' || file.way === 'ONLINE' || door.notYet !== 'photo-missing') return false;
	const notYet = await confirmSigned(context, file, door);
	await updateNotYet(context.db, file.id, notYet);
	return notYet === null;
}

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
