import { expect, test } from 'vitest';
import { askConsent, withdraw } from '#capabilities/privacy/consents.server.ts';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';
import { system } from '#kernel/actor.ts';
import { subjectKey } from '#platform/subject-keys.server.ts';
import { refusalOf, scene, self, type Scene } from '#tests/support/scene.ts';
import { sitDown, type Sitting } from '#tests/support/story.ts';
import { cardPhotosListen } from './drop-card-photos.server.ts';
import { addPaper, paperBind } from './keep-upload.server.ts';
import { paperFile } from './papers.server.ts';

const id = (): string => crypto.randomUUID();
const say = (s: Scene, { guide }: Sitting, answer: 'given' | 'refused', minutes: number) =>
	askConsent(s.as(guide, minutes), {
		id: id(),
		person: s.som,
		purpose: 'photo-of-card',
		version: 1,
		answer,
		readAloud: true
	});

async function photo(s: Scene, sitting: Sitting, minutes: number): Promise<string> {
	const paper = id();
	const key = await subjectKey(s.as(sitting.guide), s.som);
	const sha256 = await s.base.store.put(key.seal('ảnh thẻ', paperBind(sitting.case)));
	const kept = { sha256, bytes: 7, mime: 'image/jpeg' } as const;
	await addPaper(s.as(sitting.guide, minutes), { id: paper, case: sitting.case, paper: 'id-paper', ...kept });
	return paper;
}

/** The worker tells whoever listens what the journal says last. */
async function hear(
	s: Scene,
	detail: Record<string, string | string[]>,
	minutes: number,
	command = 'privacy.withdraw'
): Promise<void> {
	const listener = cardPhotosListen.find(({ hears }) => hears.includes(command))!;
	const actor = { ...system(listener.name, new Set(listener.may), null, [1]), subject: s.som };
	const row = { id: minutes, command, personId: s.som, detail } as never;
	await listener.hear(s.as(actor, minutes), row);
}

test(
	'a photo of the card is kept only with her yes, each showing is a look, and it goes when she takes the yes back',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		expect(await refusalOf(photo(s, sitting, 1))).toBe('card-photo-consent');
		await say(s, sitting, 'given', 2);
		const paper = await photo(s, sitting, 3);
		expect((await paperFile(s.as(sitting.guide, 4), { paper })).bytes.toString()).toBe('ảnh thẻ');
		expect((await myLooks(s.as(self(s.som), 5), {})).rows[0]).toMatchObject({ what: 'paper', purpose: 'session' });

		await hear(s, { purpose: 'campaign-visit' }, 6);
		await hear(s, { purpose: 'photo-of-card', answer: 'given' }, 6, 'privacy.ask-consent');
		expect((await paperFile(s.as(sitting.guide, 7), { paper })).mime).toBe('image/jpeg');
		await withdraw(s.as(self(s.som), 8), { id: id(), purpose: 'photo-of-card' });
		await hear(s, { purpose: 'photo-of-card' }, 9);
		expect(await refusalOf(paperFile(s.as(sitting.guide, 10), { paper }))).toBe('paper-unknown');
		expect(await refusalOf(photo(s, sitting, 11))).toBe('card-photo-consent');
	})
);

test(
	'two words from her telephone make the photo go as well; words about calls leave it',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		await say(s, sitting, 'given', 2);
		const paper = await photo(s, sitting, 3);
		await hear(s, { purposes: ['campaign-call'], by: 'message' }, 4, 'data-rights.withdraw-by-message');
		expect((await paperFile(s.as(sitting.guide, 5), { paper })).mime).toBe('image/jpeg');
		await hear(s, { purposes: ['photo-of-card'], by: 'message' }, 6, 'data-rights.withdraw-by-message');
		expect(await refusalOf(paperFile(s.as(sitting.guide, 7), { paper }))).toBe('paper-unknown');
	})
);
