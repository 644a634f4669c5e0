import { expect, test } from 'vitest';
import { addHand } from '#capabilities/classes/hosts.server.ts';
import { markRoll } from '#capabilities/classes/roll.server.ts';
import { seatByPhone } from '#capabilities/classes/seats.server.ts';
import { anyone } from '#kernel/actor.ts';
import { rightsOf, rolesThatMay } from '#program/roles.ts';
import { register } from '#platform/listen.server.ts';
import { hearIn } from '#tests/support/hear.ts';
import { getUp, judgeAll, lookOn, openClass, showTopic, sitBeside } from '#tests/support/certificates.ts';
import { refusalOf, scene, self, type Scene } from '#tests/support/scene.ts';
import { checkedNumber, tryNumber } from './check.server.ts';
import { giveCertificate, takeBackCertificate } from './give.server.ts';
import { certificatesListens } from './listens.server.ts';
import { certificatesBeside, myCertificates } from './own.server.ts';
import { paper } from './paper.server.ts';
import { given, oneGiven } from './questions.server.ts';

register(certificatesListens);

const id = (): string => crypto.randomUUID();
const DAY = 24 * 60;
const topic = 'medical-booking' as const;
const anyoneAt = (s: Scene, minutes: number) => s.as(anyone(new Set(rightsOf.public)), minutes);
const heard = (s: Scene) => hearIn(s, 'certificates', () => s.as(s.lua).now);
const critical = ['T5.2', 'T5.6'];

test(
	'is given once every ★ and eight of nine were seen done alone, with what is missing said before',
	scene(async (s) => {
		const mai = await sitBeside(s, s.som, s.mai);
		const give = (minutes: number) => giveCertificate(s.as(mai, minutes), { id: id(), topic });
		const before = (await certificatesBeside(s.as(mai, 1), {})).find((one) => one.topic === topic)!;
		expect(before).toMatchObject({ ready: false, held: 0, needs: 8, of: 9, may: null });
		expect(before.critical.map((one) => one.id)).toEqual(critical);
		expect(await refusalOf(give(1))).toBe('certificate-critical');
		await showTopic(s, mai, { topic, but: ['T5.8', 'T5.9'] });
		expect(await refusalOf(give(2))).toBe('certificate-few');
		await lookOn(s, mai, 'T5.8', 3);
		await judgeAll(s, mai, 'T5.8', 3);
		const { id: one, number } = await give(4);
		expect(await refusalOf(give(5))).toBe('certificate-already');
		const mine = await myCertificates(s.as(self(s.som), 6), {});
		expect(mine).toEqual([
			expect.objectContaining({ id: one, number, topic, standing: 'stands', givenOn: '2026-07-14' })
		]);
		// 60 days after the look at what protects.
		expect(mine[0]!.refreshFrom).toBe('2026-09-12');
		const told = await paper(s.as(self(s.som), 7), { certificate: one });
		expect(told).toMatchObject({ name: 'Sương Thị Sớm', assessor: 'Nắng Thị Mai', class: null });
		expect(told.says).toHaveLength(8);
	})
);

test(
	'whoever taught does not confirm, nor do their looks count; where another organisation is there for it, it is theirs',
	scene(async (s) => {
		const run = await openClass(s, 'medical-booking', s.lua.id);
		await seatByPhone(s.as(s.lua, 1), { id: id(), run, person: s.som });
		const lua = await sitBeside(s, s.som, s.lua, 2);
		await showTopic(s, lua, { topic, minutes: 3 });
		expect(await refusalOf(giveCertificate(s.as(lua, 4), { id: id(), topic }))).toBe('certificate-trainer');
		await getUp(s, lua, 5);
		const mai = await sitBeside(s, s.som, s.mai, 6);
		expect(await refusalOf(giveCertificate(s.as(mai, 7), { id: id(), topic }))).toBe('certificate-critical');
		await showTopic(s, mai, { topic, minutes: 8 });
		const named = { run, part: 'assessor' as const };
		await addHand(s.as(s.lua, 9), { ...named, staff: s.thach.id, organisation: 'women' });
		// A leader sits beside nobody: whoever can never come is not waited for.
		expect((await certificatesBeside(s.as(mai, 9), {})).find((one) => one.topic === topic)).toMatchObject({
			may: null,
			assessors: []
		});
		await addHand(s.as(s.lua, 10), { ...named, staff: s.mai.id, organisation: 'women' });
		const { id: one } = await giveCertificate(s.as(mai, 11), { id: id(), topic });
		expect(await oneGiven(s.as(s.thach, 12), { certificate: one })).toMatchObject({
			...{ organisation: 'women', attended: null, name: 'Sương Thị Sớm' }
		});
	})
);

test(
	'an assessor of another organisation stands before everybody else, and roles who can sit beside are those that the rows know',
	scene(async (s) => {
		const run = await openClass(s, 'medical-booking', s.mai.id);
		await seatByPhone(s.as(s.lua, 1), { id: id(), run, person: s.som });
		await addHand(s.as(s.lua, 1), { run, staff: s.lua.id, part: 'assessor', organisation: 'youth' });
		const other = await openClass(s, 'medical-booking', s.thach.id);
		await seatByPhone(s.as(s.lua, 1), { id: id(), run: other, person: s.gia });
		await addHand(s.as(s.lua, 1), { run: other, staff: s.mai.id, part: 'assessor', organisation: 'women' });
		const lua = await sitBeside(s, s.gia, s.lua, 2);
		await showTopic(s, lua, { topic, minutes: 3 });
		expect(await refusalOf(giveCertificate(s.as(lua, 4), { id: id(), topic }))).toBe('certificate-organisation');
		await getUp(s, lua, 5);
		const again = await sitBeside(s, s.som, s.lua, 6);
		await showTopic(s, again, { topic, minutes: 7 });
		await giveCertificate(s.as(again, 8), { id: id(), topic });
		expect([...rolesThatMay('certificates.give-certificate')].toSorted()).toEqual(['guide', 'receiving-officer']);
	})
);

test(
	'two thirds of the lessons stand on the paper with the class; half of them are no class',
	scene(async (s) => {
		const learned = 'public-services' as const;
		const run = await openClass(s, learned, s.lua.id);
		for (const person of [s.som, s.gia]) await seatByPhone(s.as(s.lua, 1), { id: id(), run, person });
		for (const [n, day] of [8, 10, 15].entries()) {
			const there = n < 2 ? [s.som, s.gia] : [s.som];
			const marks = there.map((person) => ({ person, how: 'here' as const }));
			await markRoll(s.as(s.lua, day * DAY + 7 * 60), { run, no: n + 1, marks });
		}
		const papers = [];
		for (const [n, person] of [s.som, s.gia].entries()) {
			const at = 30 * DAY + n * 60;
			const mai = await sitBeside(s, person, s.mai, at);
			await showTopic(s, mai, { topic: learned, minutes: at + 1 });
			const { id: certificate } = await giveCertificate(s.as(mai, at + 2), { id: id(), topic: learned });
			papers.push(await paper(s.as(mai, at + 3), { certificate }));
			await getUp(s, mai, at + 4);
		}
		expect(papers[0]!.class).toEqual({
			...{ attended: 3, lessons: 4, trainer: 'Hoa Thị Lúa', organisation: 'centre', hosts: [] },
			...{ from: '2026-07-22', until: '2026-07-31' }
		});
		expect(papers[1]!.class).toBeNull();
	})
);

test(
	'fades to be practised again, stands again once it was seen, and is lost when it is; the number tells each and nobody’s name',
	scene(async (s) => {
		const mai = await sitBeside(s, s.som, s.mai);
		await showTopic(s, mai, { topic });
		const { number } = await giveCertificate(s.as(mai, 2), { id: id(), topic });
		await getUp(s, mai, 3);
		const told = async (minutes: number) => {
			const { certificate } = await tryNumber(anyoneAt(s, minutes), { number, address: '1', browser: 'b' });
			return checkedNumber(anyoneAt(s, minutes), { certificate: certificate! });
		};
		expect(await told(10)).toMatchObject({ standing: 'stands', seenOn: '2026-07-14', topic });
		expect(JSON.stringify(await told(10))).not.toContain('Sớm');
		expect((await told(61 * DAY)).standing).toBe('to-refresh');
		const lua = await sitBeside(s, s.som, s.lua, 61 * DAY);
		for (const statement of critical) await lookOn(s, lua, statement, 61 * DAY + 1);
		await heard(s);
		expect(await told(62 * DAY)).toMatchObject({ standing: 'stands', seenOn: '2026-09-13' });
		await lookOn(s, lua, 'T5.6', 61 * DAY + 5, 0);
		await heard(s);
		expect((await told(61 * DAY + 10)).standing).toBe('to-refresh');
		expect((await myCertificates(s.as(self(s.som), 62 * DAY), {}))[0]!.standing).toBe('to-refresh');
	})
);

test(
	'what was given wrongly is taken back with a reason by whoever leads, and may be given anew',
	scene(async (s) => {
		const mai = await sitBeside(s, s.som, s.mai);
		await showTopic(s, mai, { topic });
		const { id: one, number } = await giveCertificate(s.as(mai, 2), { id: id(), topic });
		await takeBackCertificate(s.as(s.thach, 3), { certificate: one, why: 'cấp nhầm người' });
		expect(await refusalOf(takeBackCertificate(s.as(s.thach, 4), { certificate: one, why: 'lần nữa' }))).toBe(
			'certificate-unknown'
		);
		expect(await refusalOf(paper(s.as(mai, 5), { certificate: one }))).toBe('certificate-unknown');
		const { certificate } = await tryNumber(anyoneAt(s, 6), { number, address: '1', browser: null });
		expect((await checkedNumber(anyoneAt(s, 6), { certificate: certificate! })).standing).toBe('taken-back');
		const again = await giveCertificate(s.as(mai, 7), { id: id(), topic });
		expect(again.number).not.toBe(number);
		const rows = (await given(s.as(s.thach, 8), {})).rows.map((row) => [row.number, row.standing, row.takenBackWhy]);
		expect(rows).toEqual([
			[again.number, 'stands', null],
			[number, 'taken-back', 'cấp nhầm người']
		]);
	})
);
