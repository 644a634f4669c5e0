import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { stepPicture } from '#platform/pictures.server.ts';
import type { Step } from './card-shape.ts';
import { AttachFile, OneFile, OpenFile, MOST_VOICE } from './inputs.ts';
import { cardHere, openOne } from './read.server.ts';
import { bareMp3, bareMp4, bareOgg } from './rules-voice.ts';
import { findCardAt, findFile, insertFile, insertVersion, lockCard } from './sql.server.ts';

type Kept = { bytes: Buffer; mime: 'image/jpeg' | 'audio/ogg' | 'audio/mpeg' | 'audio/mp4' };

/** By its content, never by its name, and without what a camera or a recorder wrote beside it. */
async function cleaned(kind: 'picture' | 'voice', raw: Buffer): Promise<Kept> {
	const mime = (await fileTypeFromBuffer(raw))?.mime.split(';')[0] ?? '';
	if (kind === 'picture') {
		if (mime !== 'image/jpeg' && mime !== 'image/png') throw new Refusal('picture-kind');
		const bytes = await stepPicture(raw).catch(() => {
			throw new Refusal('file-broken');
		});
		return { bytes, mime: 'image/jpeg' };
	}
	if (raw.length > MOST_VOICE) throw new Refusal('card-voice-large');
	if (mime === 'audio/ogg') return { bytes: Buffer.from(bareOgg(raw)), mime };
	if (mime === 'audio/mpeg') return { bytes: Buffer.from(bareMp3(raw)), mime };
	if (['audio/mp4', 'audio/x-m4a', 'video/mp4'].includes(mime))
		return { bytes: Buffer.from(bareMp4(raw)), mime: 'audio/mp4' };
	throw new Refusal('card-voice-kind');
}

/**
 * A picture or a voice for a step: it becomes a version of its own, as every change does. Refuses what is of another kind (`picture-kind`,
 * `card-voice-kind`), too large or broken (`card-voice-large`, `file-broken`), what moved meanwhile (`card-moved`) and a card of elsewhere.
 */
export const attachFile = command(
	{
		name: 'help-cards.attach-file',
		group: 'loop',
		input: AttachFile,
		answer: v.object({ id: v.string(), version: v.number() }),
		before: (_, { kind, content }) => cleaned(kind, Buffer.from(content, 'base64'))
	},
	async ({ db, actor, now }, { card, version, step, kind }, kept) => {
		const centre = centreOf(actor);
		await lockCard(db, card);
		const stands = await findCardAt(db, centre, card);
		if (!stands) throw new Refusal('card-unknown');
		if (stands.version !== version || !stands.steps[step - 1]) throw new Refusal('card-moved');
		const own = { centre, by: actor.id!, at: now };
		const sha256 = createHash('sha256').update(kept.bytes).digest('hex');
		await insertFile(db, { card, sha256, ...kept, ...own });
		const steps = stands.steps.map((one, n): Step => (n + 1 === step ? { ...one, [kind]: sha256 } : one));
		const { title, picture, system, device } = stands;
		await insertVersion(db, { card, version: version + 1, title, picture, system, device, steps, ...own });
		const answer = { id: card, version: version + 1 };
		return { answer, about: card, person: null, centre, detail: { version: version + 1, kind, step, sha256 } };
	}
);

const Bytes = v.object({ mime: v.string(), content: v.string() });
const shown = (file: { mime: string; bytes: Buffer } | undefined) => {
	if (!file) throw new Refusal('card-unknown');
	return { mime: file.mime, content: file.bytes.toString('base64') };
};

/** A picture or a voice of a card that everybody has, as it is on that card now. */
export const openFile = query(
	{ name: 'help-cards.open-file', group: 'public', input: OpenFile, answer: Bytes, look: 'shows nobody' },
	async (context, { card, sha256 }) => {
		const { open } = await openOne(context, card, null);
		const has = open.steps.some(({ picture, voice }) => picture === sha256 || voice === sha256);
		return shown(has ? await findFile(context.db, card, sha256) : undefined);
	}
);

/** The same of any version of a card of this centre, for whoever writes or tries it. */
export const cardFile = query(
	{ name: 'help-cards.card-file', group: 'loop', input: OneFile, answer: Bytes, look: 'shows nobody' },
	async (context, { card, sha256 }) => {
		const { own } = await cardHere(context, card);
		return shown(own ? await findFile(context.db, card, sha256) : undefined);
	}
);
