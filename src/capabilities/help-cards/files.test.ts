import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { anyone, type Actor } from '#kernel/actor.ts';
import { rightsOf } from '#program/roles.ts';
import { bareOgg } from './rules-voice.ts';
import { refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import type { Body } from './card-shape.ts';
import { giveCard } from './decide.server.ts';
import { attachFile, cardFile, openFile } from './file.server.ts';
import { openCard } from './public.server.ts';
import { showCard } from './show.server.ts';
import { stepVoice } from './step-voice.server.ts';
import { changeCard, draftCard } from './write.server.ts';

const id = (): string => crypto.randomUUID();
const visitor: Actor = { ...anyone(new Set(rightsOf.public)) };
const said = (vi: string) => ({ vi, en: null, hi: null });
const step = (vi: string, voice: string | null = null) => ({ says: said(vi), picture: 'look' as const, voice });
const body: Body = {
	...{ title: said('Quạt máy in'), picture: 'paper', system: 'printer', device: 'computer' },
	steps: [step('Mở nắp.'), step('Đóng nắp.')]
};
const png = (side: number): Promise<Buffer> =>
	sharp({ create: { width: side, height: side, channels: 3, background: '#fff' } })
		.png()
		.toBuffer();
const voice = readFileSync('static/cach-lam/chu-to-1.ogg');

const at = (card: string, sha256: string): string => `${card} ${sha256}`;

async function written(s: Scene): Promise<string> {
	const { id: card } = await draftCard(s.as(s.lua), { id: id(), from: null });
	await changeCard(s.as(s.lua), { card, version: 1, ...body, steps: [...body.steps] });
	return card;
}
const attach = (s: Scene, card: string, version: number, kind: 'picture' | 'voice', bytes: Buffer, who = s.lua) =>
	attachFile(s.as(who, version), { card, version, step: 1, kind, content: bytes.toString('base64') });

test(
	'a picture and a voice that were brought are a version each, drawn anew, and anybody’s once the card is theirs',
	scene(async (s) => {
		const card = await written(s);
		await attach(s, card, 2, 'picture', await png(1200));
		await attach(s, card, 3, 'voice', voice);
		const shown = await showCard(s.as(s.lua, 5), { card });
		const picture = shown.steps[0]!.picture;
		const heard = shown.steps[0]!.voice!;
		expect([shown.version, shown.steps[1]!.voice, picture.length, heard.length]).toEqual([4, null, 64, 64]);
		const file = await cardFile(s.as(s.mai, 5), { card, sha256: picture });
		const drawn = await sharp(Buffer.from(file.content, 'base64')).metadata();
		expect([file.mime, drawn.format, drawn.width]).toEqual(['image/jpeg', 'jpeg', 720]);
		expect(await refusalOf(openFile(s.as(visitor, 5), { card, sha256: picture }))).toBe('card-unknown');
		expect(await refusalOf(cardFile(s.as(s.rang, 5), { card, sha256: picture }))).toBe('card-unknown');
		await giveCard(s.as(s.mai, 6), { id: id(), card, version: 4 });
		expect(await openFile(s.as(visitor, 7), { card, sha256: heard })).toEqual({
			mime: 'audio/ogg',
			content: Buffer.from(bareOgg(voice)).toString('base64')
		});
		const open = await openCard(s.as(visitor, 7), { card, centre: null });
		expect([stepVoice(open, 1, 'vi', at), stepVoice(open, 2, 'vi', at), stepVoice(open, 1, 'hi', at)]).toEqual([
			`${card} ${heard}`,
			null,
			null
		]);
		// Other words: the voice that says the old ones is heard no more, and nobody lends another card’s file.
		const change = (steps: Body['steps'], at: string, version: number) =>
			changeCard(s.as(s.lua, 8), { card: at, version, ...body, steps });
		await change([{ ...shown.steps[0]!, says: said('Mở nắp sau.') }, shown.steps[1]!], card, 4);
		expect((await showCard(s.as(s.lua, 9), { card })).steps[0]).toMatchObject({ picture, voice: null });
		const other = await written(s);
		expect(await refusalOf(change([...shown.steps], other, 2))).toBe('card-moved');
	}),
	20_000
);

test(
	'a picture that is a bomb, what is no picture, what is no voice and a voice that is too long are refused, and nothing is written',
	scene(async (s) => {
		const card = await written(s);
		const why = async (kind: 'picture' | 'voice', bytes: Buffer) => refusalOf(attach(s, card, 2, kind, bytes));
		const bomb = await png(8000);
		expect(bomb.length).toBeLessThan(1_000_000);
		expect(await why('picture', bomb)).toBe('file-broken');
		expect(await why('picture', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBe('picture-kind');
		expect(await why('picture', voice)).toBe('picture-kind');
		expect(await why('voice', await png(10))).toBe('card-voice-kind');
		expect(await why('voice', Buffer.concat([voice, Buffer.alloc(600_000)]))).toBe('card-voice-large');
		expect(await refusalOf(attach(s, card, 1, 'voice', voice))).toBe('card-moved');
		expect(await refusalOf(attach(s, card, 2, 'voice', voice, s.rang))).toBe('card-unknown');
		expect((await showCard(s.as(s.lua, 3), { card })).version).toBe(2);
	}),
	20_000
);
