import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { stepPicture } from '#platform/pictures.server.ts';
import { incidentHere, written } from './held.server.ts';
import { AddPicture, OnePicture } from './inputs.ts';
import { findPicture, insertPicture, listPictures } from './sql-pictures.server.ts';

/** So many say what an outage looks like. */
const MOST = 8;

/** By its content, never by its name, and without what a camera wrote beside it. */
async function drawnAnew(raw: Buffer): Promise<Buffer> {
	const mime = (await fileTypeFromBuffer(raw))?.mime;
	if (mime !== 'image/jpeg' && mime !== 'image/png') throw new Refusal('picture-kind');
	return stepPicture(raw).catch(() => {
		throw new Refusal('file-broken');
	});
}

/**
 * A picture of what does not work, as somebody took it. Refuses what is no picture (`picture-kind`), what is broken or far too large (`file-broken`), the
 * ninth of one incident (`incident-pictures`) and an incident of elsewhere (`incident-unknown`).
 */
export const addPicture = command(
	{
		name: 'incidents.add-picture',
		byPerson: true,
		group: 'loop',
		input: AddPicture,
		answer: v.object({ id: v.string() }),
		before: (_, { content }) => drawnAnew(Buffer.from(content, 'base64'))
	},
	async (context, { incident }, bytes) => {
		const row = await incidentHere(context, incident);
		const { db, actor, now } = context;
		const sha256 = createHash('sha256').update(bytes).digest('hex');
		const had = await listPictures(db, incident);
		if (had.length >= MOST && !had.some((one) => one.sha256 === sha256)) throw new Refusal('incident-pictures');
		await insertPicture(db, { incident, centre: row.centreId, sha256, bytes, by: actor.id!, at: now });
		return written(row, { sha256 });
	}
);

/** One of them. Refuses any other (`incident-unknown`). */
export const picture = query(
	{
		name: 'incidents.picture',
		group: 'loop',
		input: OnePicture,
		answer: v.object({ mime: v.string(), content: v.string() }),
		look: 'a screen or a machine that does not work, and nobody'
	},
	async ({ db, actor }, { incident, sha256 }) => {
		const bytes = await findPicture(db, { centre: centreOf(actor), incident, sha256 });
		if (!bytes) throw new Refusal('incident-unknown');
		return { mime: 'image/jpeg', content: bytes.toString('base64') };
	}
);
