import { expect, test } from 'vitest';
import { askPairing, pairDevice, pairing } from '#capabilities/access/devices.server.ts';
import { end } from '#capabilities/assistance/end.server.ts';
import { start } from '#capabilities/assistance/start.server.ts';
import { judgeItem } from '#capabilities/learning/judge.server.ts';
import { mySkills } from '#capabilities/learning/skills.server.ts';
import { answerItem } from '#capabilities/practice/answer.server.ts';
import { nextItemToTry, ownPractice } from '#capabilities/practice/own.server.ts';
import { dayOf } from '#kernel/day.ts';
import { system, type Actor } from '#kernel/actor.ts';
import { transaction, type Pool } from '#platform/db.server.ts';
import { setScope } from '#platform/scope.server.ts';
import { rightsOf } from '#program/roles.ts';
import { refusalOf, scene, self, type Scene } from '#tests/support/scene.ts';
import { learnerAtDoor } from './door.server.ts';
import { chooseOther, endKey, giveKey, keyBeside, offerPictures } from './give.server.ts';
import { closeLearning, openAtMachine, openByCard } from './open.server.ts';
import { cardFrom, DRAWS, type KeyPicture } from './rules-pictures.ts';
import { learnerTokenOf, sealOf } from './shared.server.ts';
import { forgetKeys } from './sql.server.ts';

const id = (): string => crypto.randomUUID();
const three: KeyPicture[] = ['hat', 'hen', 'lotus'];
const others: KeyPicture[] = ['lotus', 'hen', 'hat'];

async function beside(s: Scene, person: string, minutes = 0): Promise<Actor> {
	const session = id();
	await start(s.as(s.lua, minutes), { id: session, person, ticket: null });
	return { ...s.lua, session, subject: person, authority: 'present' };
}

/** Three pictures as the house would have offered them today. */
const offer = (s: Scene, person: string, pictures: KeyPicture[]) => {
	const { keys, now } = s.as(s.lua);
	return { pictures, seal: sealOf({ keys }, person, dayOf(now), pictures) };
};

/** Lúa gives somebody a key and lets them go; their card. */
async function keyed(s: Scene, person: string, pictures = three, minutes = 0): Promise<string> {
	const guide = await beside(s, person, minutes);
	await giveKey(s.as(guide, minutes), { id: id(), ...offer(s, person, pictures) });
	const { card } = (await keyBeside(s.as(guide, minutes), {}))!;
	await end(s.as(guide, minutes), { session: guide.session!, reason: 'done' });
	return card;
}

const door = system('door', new Set(['picture-keys.open', 'picture-keys.open-at-machine']));
const from = { address: '203.0.113.7', browser: 'b1' as string | null };

const openWith = (s: Scene, card: string, pictures: KeyPicture[], minutes = 1, asker = from, request = id()) =>
	openByCard(s.as(door, minutes), { id: request, card, pictures, ...asker });
/** A machine of the hall, let in by the leader. */
async function paired(s: Scene): Promise<string> {
	const [keyHash, entry] = ['ab'.repeat(32), system('door', new Set(['access.ask-pairing', 'access.pairing']))];
	await askPairing(s.as(entry), { kind: 'kiosk', keyHash });
	const { code } = (await pairing(s.as(entry), { keyHash }))!;
	return (await pairDevice(s.as(s.thach), { code, desk: null, centre: 1 })).device;
}

/** Whoever a request opened learning for; null for nobody. */
async function atDoor(s: Scene, request: string, minutes = 1): Promise<Actor | null> {
	const { now, keys } = s.as(door, minutes);
	const token = learnerTokenOf({ keys }, request);
	return (await learnerAtDoor(s.base.db as unknown as Pool, rightsOf.learner, token, now))?.actor ?? null;
}

async function opened(s: Scene, card: string, pictures = three, minutes = 1): Promise<Actor> {
	const request = id();
	expect(await openWith(s, card, pictures, minutes, from, request)).toEqual({ open: true, why: null });
	return (await atDoor(s, request, minutes))!;
}

test(
	'three pictures and a card open learning: what is practised and judged is theirs, and stands on their own page',
	scene(async (s) => {
		const card = await keyed(s, s.som);
		const her = await opened(s, card);
		const asked = await nextItemToTry(s.as(her, 2), { turn: 1 });
		await answerItem(s.as(her, 2), { id: id(), item: asked.item, turn: asked.turn, act: 'check' });
		expect((await ownPractice(s.as(self(s.som), 3), {})).begun).toBe(true);
		expect((await ownPractice(s.as(self(s.gia), 3), {})).begun).toBe(false);
		await judgeItem(s.as(her, 3), { id: id(), item: 'T3.1-A1', choice: 'a' });
		const mine = await mySkills(s.as(self(s.som), 4), {});
		expect(mine).toEqual(await mySkills(s.as(her, 4), {}));
		expect(
			mine.filter(({ judged: { seenThrough, trusted } }) => seenThrough.of + trusted.of > 0).map((one) => one.id)
		).toEqual(['T3.1']);
	})
);

test(
	'other pictures, another order, another card and a card that is none are told alike, and open nothing',
	scene(async (s) => {
		const card = await keyed(s, s.som);
		const cardOfGia = await keyed(s, s.gia, ['boat', 'bell', 'fish'], 1);
		const no = { open: false, why: 'other' };
		expect(await openWith(s, card, others)).toEqual(no);
		expect(await openWith(s, cardOfGia, three)).toEqual(no);
		expect(await openWith(s, cardFrom(Buffer.alloc(16, 7)), three)).toEqual(no);
		expect(await openWith(s, '12345', three)).toEqual({ open: false, why: 'shape' });
		expect(await openWith(s, card, ['hat', 'hat', 'hen'])).toEqual({ open: false, why: 'shape' });
		const request = id();
		await openWith(s, card, others, 1, from, request);
		expect(await atDoor(s, request)).toBeNull();
	})
);

test(
	'who guesses is slowed by the card from wherever they come; the right pictures begin the count anew, and waiting ends',
	scene(async (s) => {
		const card = await keyed(s, s.som);
		const asks = (n: number) => ({ address: `203.0.113.${n}`, browser: `b${n}` });
		for (let n = 0; n < 4; n++) await openWith(s, card, others, 1, asks(n));
		expect((await openWith(s, card, three, 1, asks(9))).open).toBe(true);
		for (let n = 0; n < 5; n++) expect((await openWith(s, card, others, 2, asks(20 + n))).why).toBe('other');
		expect(await openWith(s, card, three, 2, asks(50))).toEqual({ open: false, why: 'slowed' });
		expect((await openWith(s, card, three, 40, asks(50))).open).toBe(true);
	})
);

test(
	'a machine of the hall opens by the pictures alone, for one number, and counts for itself',
	scene(async (s) => {
		await keyed(s, s.som);
		const kiosk = await paired(s);
		const [ticket, other] = [id(), id()];
		const touch = (pictures: KeyPicture[], minutes = 1, request = id(), centre = 1) =>
			openAtMachine(s.as(door, minutes), { id: request, device: kiosk, ticket, centre, pictures });
		const request = id();
		expect((await touch(three, 1, request)).open).toBe(true);
		const { now, keys } = s.as(door, 1);
		const found = await learnerAtDoor(
			s.base.db as unknown as Pool,
			rightsOf.learner,
			learnerTokenOf({ keys }, request),
			now
		);
		expect(found?.hall).toEqual({ device: kiosk, ticket });
		expect(found?.hall?.ticket).not.toBe(other);
		expect(await atDoor(s, request, 7)).toBeNull();
		expect((await touch(three, 8, id(), 2)).why).toBe('other');
		for (let n = 0; n < 3; n++) await touch(others, 8);
		expect((await touch(three, 8)).why).toBe('slowed');
		expect((await touch(three, 30)).open).toBe(true);
	})
);

test(
	'pictures are of one person at a centre, and a new key ends the old one',
	scene(async (s) => {
		const card = await keyed(s, s.som);
		const guide = await beside(s, s.gia, 2);
		expect(await refusalOf(giveKey(s.as(guide, 2), { id: id(), ...offer(s, s.gia, three) }))).toBe('pictures-taken');
		expect(await refusalOf(giveKey(s.as(guide, 2), { id: id(), ...offer(s, s.gia, ['hat', 'hat', 'hen']) }))).toBe(
			'pictures-three'
		);
		await end(s.as(guide, 2), { session: guide.session!, reason: 'done' });
		const again = await beside(s, s.som, 3);
		const { pictures, seal } = await offerPictures(s.as(again, 3), { draw: 0 });
		expect(new Set(pictures).size).toBe(3);
		await giveKey(s.as(again, 3), { id: id(), pictures, seal });
		expect((await openWith(s, card, three, 4)).open).toBe(false);
		const now = (await keyBeside(s.as(again, 4), {}))!;
		expect(now.card).not.toBe(card);
		expect((await openWith(s, now.card, pictures, 4, { ...from, browser: 'b2' })).open).toBe(true);
		expect(await endKey(s.as(again, 5), {})).toEqual({ ended: 1 });
		expect(await keyBeside(s.as(again, 5), {})).toBeNull();
		expect((await openWith(s, now.card, pictures, 6, { ...from, browser: 'b3' })).open).toBe(false);
	})
);

test(
	'whoever changes their pictures themselves opens by those alone, and nobody learns which they are',
	scene(async (s) => {
		const card = await keyed(s, s.som);
		const her = await opened(s, card);
		const request = id();
		await openWith(s, card, three, 1, { ...from, browser: 'b7' }, request);
		expect(await refusalOf(chooseOther(s.as(her, 12), offer(s, s.som, ['bell', 'bowl', 'fish'])))).toBe(
			'pictures-anew'
		);
		const { seal } = offer(s, s.gia, ['bell', 'bowl', 'fish']);
		expect(await refusalOf(chooseOther(s.as(her, 2), { pictures: ['bell', 'bowl', 'fish'], seal }))).toBe(
			'pictures-offer'
		);
		await chooseOther(s.as(her, 2), offer(s, s.som, ['bell', 'bowl', 'fish']));
		// What else was open with the old pictures is closed.
		expect(await atDoor(s, request, 3)).toBeNull();
		expect((await openWith(s, card, three, 3)).open).toBe(false);
		expect((await openWith(s, card, ['bell', 'bowl', 'fish'], 3)).open).toBe(true);
		const guide = await beside(s, s.som, 4);
		expect(JSON.stringify(await keyBeside(s.as(guide, 4), {}))).not.toMatch(/bell|bowl|fish|hat/);
	})
);

test(
	'it closes by a press, after an hour, and with whoever is erased',
	scene(async (s) => {
		const card = await keyed(s, s.som);
		const request = id();
		await openWith(s, card, three, 1, from, request);
		expect(await atDoor(s, request, 60)).not.toBeNull();
		expect(await atDoor(s, request, 62)).toBeNull();
		const her = (await atDoor(s, request, 2))!;
		await closeLearning(s.as(her, 2), {});
		expect(await atDoor(s, request, 3)).toBeNull();
		const second = id();
		await openWith(s, card, three, 4, from, second);
		const gone = await transaction(s.base.db, async (sql) => {
			await setScope(sql, { ...s.thach, subject: s.som }, '');
			return forgetKeys(sql, s.som);
		});
		expect(gone).toBe(1);
		expect(await atDoor(s, second, 5)).toBeNull();
	})
);

test(
	'whoever asks for pictures again and again sees the same few of a day, and what was not offered is given to nobody',
	scene(async (s) => {
		const guide = await beside(s, s.som);
		const draws = async (minutes: number) =>
			Promise.all(
				Array.from({ length: DRAWS }, async (_, draw) =>
					(await offerPictures(s.as(guide, minutes), { draw })).pictures.join()
				)
			);
		const first = await draws(1);
		expect(await draws(2)).toEqual(first);
		expect(new Set(first).size).toBeGreaterThan(4);
		const { seal } = await offerPictures(s.as(guide, 3), { draw: 0 });
		expect(await refusalOf(giveKey(s.as(guide, 3), { id: id(), pictures: three, seal }))).toBe('pictures-offer');
	})
);
