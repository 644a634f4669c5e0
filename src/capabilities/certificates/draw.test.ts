import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { addHand } from '#capabilities/classes/hosts.server.ts';
import { seatByPhone } from '#capabilities/classes/seats.server.ts';
import { anyone, system } from '#kernel/actor.ts';
import { only } from '#platform/dispatch.server.ts';
import { rightsOf } from '#program/roles.ts';
import { acting } from '#tests/support/accounts.ts';
import { getUp, judgeAll, lookOn, openClass, showTopic, sitBeside } from '#tests/support/certificates.ts';
import { NOW, refusalOf, scene, settleMore, type Scene } from '#tests/support/scene.ts';
import type { Actor } from '#kernel/actor.ts';
import { hire, staffId } from '#seed/house.ts';
import type { PersonSeed } from '#seed/cast.ts';
import { drawMonthly, drawRechecks, draws, publicDraws } from './draw.server.ts';
import { giveCertificate } from './give.server.ts';
import { certificatesBeside } from './own.server.ts';
import { QUESTION_DAYS, questions } from './questions.server.ts';
import { missRecheck, rechecks, sayRecheck } from './recheck.server.ts';

const id = (): string => crypto.randomUUID();
const DAY = 24 * 60;
const topic = 'medical-booking' as const;
const house = system('certificates.draw', only(drawRechecks), null, [1]);
const draw = (s: Scene, minutes: number) => drawRechecks(s.as(house, minutes), {});
/** Into August, September and October, from a scene that begins on 14 July. */
const [AUGUST, SEPTEMBER, OCTOBER] = [20 * DAY, 50 * DAY, 80 * DAY];

/** Somebody does all of a topic alone before an assessor, who confirms it. */
async function confirmed(s: Scene, person: string, who: Actor, minutes = 0): Promise<{ id: string; number: string }> {
	const sits = await sitBeside(s, person, who, minutes);
	await showTopic(s, sits, { topic, minutes: minutes + 1 });
	const made = await giveCertificate(s.as(sits, minutes + 2), { id: id(), topic });
	await getUp(s, sits, minutes + 3);
	return made;
}

test(
	'a seed is bound a month before it draws, and whoever has the numbers draws the same again',
	scene(async (s) => {
		const numbers = [];
		for (const [n, name] of ['Mây', 'Gió', 'Nắng'].entries())
			numbers.push((await confirmed(s, await settleMore(s, `Lau Thị ${name}`), s.mai, n * 60)).number);
		expect(await draw(s, DAY)).toEqual({ drawn: 0 });
		const anybody = (minutes: number) => s.as(anyone(new Set(rightsOf.public)), minutes);
		const [bound] = await publicDraws(anybody(DAY), { centre: 1 });
		expect(bound).toMatchObject({ month: '2026-08', seed: null, drawn: null });
		expect(await draw(s, AUGUST)).toEqual({ drawn: 1 });
		expect(await draw(s, AUGUST + 1)).toEqual({ drawn: 0 });
		const told = (await publicDraws(anybody(AUGUST), { centre: 1 })).find(({ month }) => month === '2026-08')!;
		expect(told.fingerprint).toBe(bound!.fingerprint);
		const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
		expect(sha256(told.seed!)).toBe(bound!.fingerprint);
		expect(told).toMatchObject({ outOf: 3, drawn: 1 });
		const here = (await draws(s.as(s.lua, AUGUST), {})).find(({ month }) => month === '2026-08')!;
		expect(here.outOf.toSorted()).toEqual(numbers.toSorted());
		const first = numbers.toSorted((a, b) => (sha256(`${told.seed} ${a}`) < sha256(`${told.seed} ${b}`) ? -1 : 1))[0];
		expect(here.drawn).toEqual([first]);
		expect(await draws(s.as(s.rang, AUGUST), {})).toEqual([]);
	})
);

test(
	'the chore draws in each centre',
	scene(async (s) => {
		const { number } = await confirmed(s, s.som, s.mai);
		const at = (minutes: number) => drawMonthly.run({ ...s.base, clock: () => s.as(s.lua, minutes).now });
		await at(DAY);
		await at(AUGUST);
		expect((await rechecks(s.as(s.lua, AUGUST + 1), {})).map((one) => one.number)).toEqual([number]);
		expect(await rechecks(s.as(s.rang, AUGUST + 1), {})).toEqual([]);
	})
);

test(
	'what was drawn is looked at again by somebody else, and what comes of it is what was seen',
	scene(async (s) => {
		const { id: certificate } = await confirmed(s, s.som, s.mai);
		await draw(s, DAY);
		const mai = await sitBeside(s, s.som, s.mai, DAY);
		expect(await refusalOf(sayRecheck(s.as(mai, DAY + 1), { certificate }))).toBe('recheck-none');
		await getUp(s, mai, DAY + 2);
		await draw(s, AUGUST);
		const again = await sitBeside(s, s.som, s.mai, AUGUST + 1);
		expect(await refusalOf(sayRecheck(s.as(again, AUGUST + 1), { certificate }))).toBe('recheck-own');
		expect(await refusalOf(missRecheck(s.as(s.mai, AUGUST + 1), { certificate }))).toBe('recheck-own');
		await getUp(s, again, AUGUST + 2);
		await missRecheck(s.as(s.lua, AUGUST + 3), { certificate });
		const lua = await sitBeside(s, s.som, s.lua, AUGUST + 4);
		const beside = async () =>
			(await certificatesBeside(s.as(lua, AUGUST + 4), {})).find((one) => one.topic === topic)!;
		expect(await beside()).toMatchObject({ again: true, ready: false });
		expect(await refusalOf(sayRecheck(s.as(lua, AUGUST + 5), { certificate }))).toBe('recheck-not-looked');
		await lookOn(s, lua, 'T5.2', AUGUST + 6);
		await lookOn(s, lua, 'T5.6', AUGUST + 7, 0);
		expect(await sayRecheck(s.as(lua, AUGUST + 8), { certificate })).toEqual({ outcome: 'lost' });
		expect((await beside()).again).toBe(false);
		expect(await rechecks(s.as(s.mai, AUGUST + 9), {})).toMatchObject([{ outcome: 'lost', mine: true }]);
	})
);

test(
	'whoever taught does not look again, and what still holds is said so',
	scene(async (s) => {
		const run = await openClass(s, topic, s.lua.id);
		await seatByPhone(s.as(s.lua, 1), { id: id(), run, person: s.som });
		const { id: certificate } = await confirmed(s, s.som, s.mai, 2);
		await draw(s, DAY);
		await draw(s, AUGUST);
		const lua = await sitBeside(s, s.som, s.lua, AUGUST + 1);
		await lookOn(s, lua, 'T5.2', AUGUST + 2);
		expect(await refusalOf(sayRecheck(s.as(lua, AUGUST + 3), { certificate }))).toBe('certificate-trainer');
		await getUp(s, lua, AUGUST + 4);
		const ngau = acting(s, 'ngau', 'receiving-officer');
		const sits = await sitBeside(s, s.som, ngau, AUGUST + 5);
		await lookOn(s, sits, 'T5.2', AUGUST + 6);
		expect(await sayRecheck(s.as(sits, AUGUST + 7), { certificate })).toEqual({ outcome: 'still' });
		await addHand(s.as(s.lua, AUGUST + 8), { run, staff: ngau.id, part: 'assessor', organisation: 'women' });
		await draw(s, SEPTEMBER);
		expect((await rechecks(s.as(s.mai, SEPTEMBER + 1), {})).filter(({ outcome }) => outcome === null)).toHaveLength(1);
	})
);

/** People with one telephone, or none. */
const family = (s: Scene, names: readonly string[], phone: string | null) =>
	Promise.all(names.map((name) => settleMore(s, `Lau Thị ${name}`, 1950, { phone } as Partial<PersonSeed>)));

test(
	'what may make somebody ask is put as a question that leads to what it is about: many in an hour, one telephone',
	scene(async (s) => {
		expect(await questions(s.as(s.thach), {})).toEqual([]);
		const names = [...'ABCDEGHIKLMNO'].map((letter) => `Lá ${letter}`);
		const people = await family(s, names.slice(0, 9), null);
		people.push(...(await family(s, names.slice(9), '0900000777')));
		const made = [];
		for (const [n, person] of people.entries()) made.push(await confirmed(s, person, s.mai, n * 4));
		const found = await questions(s.as(s.thach, 60), {});
		expect(found.map(({ sign, count, assessor }) => [sign, count, assessor])).toEqual([
			['many', 13, 'Nắng Thị Mai'],
			['telephone', 4, null]
		]);
		expect(found[0]!.of.map(({ number }) => number).toSorted()).toEqual(made.map(({ number }) => number).toSorted());
		expect(found[1]!.of).toHaveLength(4);
		// Two years on nobody is asked about them any more.
		const signs = async (days: number) => (await questions(s.as(s.thach, days * DAY), {})).map(({ sign }) => sign);
		expect(await signs(QUESTION_DAYS)).toEqual(['many', 'telephone']);
		expect(await signs(QUESTION_DAYS + 1)).toEqual([]);
	})
);

test(
	'so are answers that are alike with the wrong ones, and two who were looked at by turns',
	scene(async (s) => {
		const confirms = async (person: string, last: number) => {
			const sits = await sitBeside(s, person, s.mai, last);
			await showTopic(s, sits, { topic, but: ['T5.9'], minutes: last });
			await giveCertificate(s.as(sits, last + 1), { id: id(), topic });
			await getUp(s, sits, last + 2);
		};
		const begins = async (person: string, minutes: number) => {
			const sits = await sitBeside(s, person, s.mai, minutes);
			await lookOn(s, sits, 'T5.8', minutes);
			await judgeAll(s, sits, 'T5.8', minutes, false);
			await judgeAll(s, sits, 'T5.7', minutes, false);
			await getUp(s, sits, minutes + 1);
		};
		for (const [n, person] of [s.som, s.gia, s.som, s.gia].entries()) await begins(person, n * 10);
		// The first answer of a day counts: what was wrong is right on another.
		await confirms(s.som, DAY);
		await confirms(s.gia, DAY + 10);
		const found = await questions(s.as(s.thach, DAY + 60), {});
		expect(found.map(({ sign, count }) => [sign, count])).toEqual([
			['alike', 2],
			['overlap', 2]
		]);
		expect(await questions(s.as(s.thach, (QUESTION_DAYS + 2) * DAY), {})).toEqual([]);
	})
);

test(
	'so is an assessor whose certificates fall when they are looked at again, and one who is called as the trainer',
	scene(async (s) => {
		const twin = { login: 'mai-hai', name: 'NẮNG THỊ MAI', role: 'guide' as const, place: 1, desk: null };
		await hire(s.base, NOW, twin, 'mat-khau-mai-hai-rat-dai');
		const run = await openClass(s, topic, staffId('mai-hai'));
		await seatByPhone(s.as(s.lua, 1), { id: id(), run, person: s.som });
		const { id: certificate } = await confirmed(s, s.som, s.mai, 2);
		await draw(s, DAY);
		for (const month of [AUGUST, SEPTEMBER, OCTOBER]) {
			await draw(s, month);
			const lua = await sitBeside(s, s.som, s.lua, month + 1);
			await lookOn(s, lua, 'T5.2', month + 2, 0);
			await sayRecheck(s.as(lua, month + 3), { certificate });
			await getUp(s, lua, month + 4);
		}
		const found = await questions(s.as(s.thach, OCTOBER + 5), {});
		expect(found.map(({ sign, count, assessor, of }) => [sign, count, assessor, of.length])).toEqual([
			['falls', 3, 'Nắng Thị Mai', 1],
			['namesake', 1, 'Nắng Thị Mai', 1]
		]);
		// What was looked at again is asked about as long as what was given.
		expect(await questions(s.as(s.thach, (QUESTION_DAYS + 1) * DAY), {})).toEqual([]);
	})
);
