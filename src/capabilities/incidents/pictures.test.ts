import sharp from 'sharp';
import { expect, test } from 'vitest';
import { refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { openIncident } from './open.server.ts';
import { addPicture, picture } from './pictures.server.ts';
import { showIncident } from './show.server.ts';

const id = (): string => crypto.randomUUID();
const open = async (s: Scene, who = s.lua): Promise<string> =>
	(await openIncident(s.as(who), { id: id(), system: 'portal', since: null, words: null })).id;
/** A screen as a telephone takes it, with what the camera writes beside it. */
const photo = async (shade: number, side = 900): Promise<string> =>
	(
		await sharp({ create: { width: side, height: 600, channels: 3, background: { r: shade, g: 90, b: 90 } } })
			.withExif({ IFD0: { Copyright: 'MAY ANH CUA BEO' } })
			.jpeg()
			.toBuffer()
	).toString('base64');
const add = (s: Scene, incident: string, content: string, minutes = 1, who = s.lua) =>
	addPicture(s.as(who, minutes), { incident, content });

test(
	'what is photographed of an outage is drawn anew without what the camera wrote, once however often it comes, eight at most',
	scene(async (s) => {
		const incident = await open(s);
		expect(Buffer.from(await photo(1), 'base64').includes('MAY ANH')).toBe(true);
		for (const minutes of [1, 2]) await add(s, incident, await photo(1), minutes);
		const { pictures } = await showIncident(s.as(s.mai, 3), { incident });
		expect(pictures).toMatchObject([{ by: 'Hoa Thị Lúa' }]);
		const { mime, content } = await picture(s.as(s.mai, 4), { incident, sha256: pictures[0]!.sha256 });
		const bytes = Buffer.from(content, 'base64');
		expect([mime, bytes.includes('MAY ANH'), (await sharp(bytes).metadata()).width]).toEqual([
			'image/jpeg',
			false,
			720
		]);
		for (let n = 2; n <= 8; n++) await add(s, incident, await photo(n * 20));
		expect(await refusalOf(add(s, incident, await photo(250)))).toBe('incident-pictures');
		await add(s, incident, await photo(1), 9);
		expect((await showIncident(s.as(s.mai, 9), { incident })).pictures).toHaveLength(8);
	})
);

test(
	'what is no picture, is broken, or unfolds to more than a camera takes is refused; another commune’s shows and takes none',
	scene(async (s) => {
		const incident = await open(s);
		const text = Buffer.from('%PDF-1.7 không phải ảnh').toString('base64');
		expect(await refusalOf(add(s, incident, text))).toBe('picture-kind');
		const whole = Buffer.from(await photo(1), 'base64');
		expect(await refusalOf(add(s, incident, whole.subarray(0, 40).toString('base64')))).toBe('file-broken');
		const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#000' } })
			.png()
			.toBuffer();
		expect(bomb.length).toBeLessThan(600_000);
		expect(await refusalOf(add(s, incident, bomb.toString('base64')))).toBe('file-broken');
		await expect(add(s, incident, 'không phải base64')).rejects.toThrow();
		await add(s, incident, await photo(1));
		const [kept] = (await showIncident(s.as(s.lua, 2), { incident })).pictures;
		expect(await refusalOf(add(s, incident, await photo(9), 3, s.rang))).toBe('incident-unknown');
		expect(await refusalOf(picture(s.as(s.rang, 3), { incident, sha256: kept!.sha256 }))).toBe('incident-unknown');
	})
);
