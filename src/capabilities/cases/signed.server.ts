import type { Context } from '#platform/context.server.ts';
import type { CaseRow } from './answers.ts';
import type { DoorCase, NotYet } from './answers-at-door.ts';
import { confirmWith, missingIn } from './confirm.server.ts';
import { readWhole, type Whole } from './read.server.ts';
import { sheetOf } from './rules-sheet.ts';
import { isCompared } from './sql-at-door.server.ts';

/** Whether the sheet that was signed lies here, whole. */
const isHere = ({ sheets }: Whole): boolean =>
	sheets.some(({ paper, sha256 }) => paper === sheetOf(1) && sha256 !== null);

/** Why what was signed at a door is no yes; null: it may be one. */
async function whyNotYet(context: Context, whole: Whole, { signed }: DoorCase): Promise<NotYet | null> {
	if (signed === null) return 'not-signed';
	if (!isHere(whole)) return 'photo-missing';
	if (whole.hash !== signed) return 'changed-since';
	if (missingIn(whole, context.now) > 0) return 'answers-missing';
	return (await isCompared(context.db, whole.file.id)) ? null : 'person-unverified';
}

/**
 * The yes that somebody signed at a door, from when they signed it; answers why it is none, or null. For drafts that are not to be filed by
 * their own e-ID: paper opens no way there.
 */
export async function confirmSigned(context: Context, file: CaseRow, door: DoorCase): Promise<NotYet | null> {
	const whole = await readWhole(context, file);
	const notYet = await whyNotYet(context, whole, door);
	if (notYet === null)
		await confirmWith(context, file, { way: 'paper', proof: 'paper', device: null, hash: whole.hash, at: door.saidAt });
	return notYet;
}
