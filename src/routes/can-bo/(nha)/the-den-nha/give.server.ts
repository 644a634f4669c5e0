import { fileTypeFromBuffer } from 'file-type';
import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { giveBadge } from '#capabilities/badges/badges.server.ts';
import { GiveBadge } from '#capabilities/badges/inputs.ts';
import { portrait } from '#platform/pictures.server.ts';
import { steps } from '#web/act.server.ts';

const MOST_BYTES = 10 * 1024 * 1024;
const { id, staff, validUntil } = GiveBadge.entries;

/** The picture that was chosen, small and without what a camera writes beside it; null keeps the one that stands. */
async function portraitIn(file: File | null): Promise<string | null> {
	if (!file) return null;
	if (file.size > MOST_BYTES) throw new Refusal('file-large', { megabytes: Math.ceil(file.size / 1_048_576) });
	const raw = Buffer.from(await file.arrayBuffer());
	const found = await fileTypeFromBuffer(raw);
	if (found?.mime !== 'image/jpeg' && found?.mime !== 'image/png') throw new Refusal('picture-kind');
	const small = await portrait(raw).catch(() => {
		throw new Refusal('file-broken');
	});
	return small.toString('base64');
}

/** Gives a badge with the picture that the form brings. */
export const giveWithPicture = steps(
	v.object({ id, staff, validUntil, picture: v.nullable(v.file()) }),
	async (context, { picture, ...given }) => giveBadge(context, { ...given, picture: await portraitIn(picture) })
);
