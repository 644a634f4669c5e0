import { expect, test } from 'vitest';
import type { Db } from '#platform/db.server.ts';
import { lookAs } from '#platform/scope.server.ts';
import { system } from '#kernel/actor.ts';
import { letFollow, revokeMandate } from '#capabilities/mandates/mandates.server.ts';
import { makeRequest } from '#capabilities/data-rights/requests.server.ts';
import { correctPerson } from '#capabilities/residents/correct-person.server.ts';
import { beside, scene, self, som, type Scene } from '#tests/support/scene.ts';
import {
	filedWith,
	gateway,
	hearFacts,
	mine,
	ready,
	received,
	sayYesToWords,
	sendDue,
	status,
	takes,
	tellPlainly
} from '#tests/support/told.ts';
import { choose } from './choose.server.ts';
import { noticesClearings } from './clearings.server.ts';
import { lettersToPrint } from './letters.server.ts';
import { letGoNotices } from './let-go.server.ts';
import { printLetters } from './print-letters.server.ts';
import { hearReceipt } from './send.server.ts';
import { myTold, toldBeside, toTell } from './told.server.ts';

/** What an officer of the centre sees and may change in the rows themselves. */
const inRows = <T>(s: Scene, work: (db: Db) => Promise<T>) => lookAs(s.as(s.mai, 900), ({ db }) => work(db));
const arrived = (id: string) => ({ id, ref: null, said: 'arrived' as const, why: null });
const facts = {
	name: som.name,
	birthYear: 1950,
	birthDate: '1950-03-14',
	gender: 'female',
	hamlet: 'thôn Bến Gió',
	number: som.number,
	source: 'said'
} as const;

test(
	'what was told goes after a year, with its hand-overs; what still waits stays',
	scene(async (s) => {
		await sayYesToWords(s);
		await tellPlainly(s, { must: false });
		const { carrier, handed } = gateway(takes);
		await sendDue(s, 10, [carrier]);
		await hearReceipt({ ...s.base, now: s.as(s.lua, 12).now } as never, 'sms', {
			id: handed[0]!.id,
			ref: null,
			said: 'arrived',
			why: null
		});
		const waits = await tellPlainly(s, { must: true });
		const clear = (days: number) =>
			lookAs(s.as({ ...system('retention', new Set()), centres: [] }), ({ db }) =>
				noticesClearings[0]!.clear(db, new Date(s.as(s.lua).now.getTime() + days * 86_400_000))
			);
		expect(await clear(0)).toBe(0);
		expect(await clear(1)).toBe(1);
		expect((await mine(s)).map(({ id }) => id)).toEqual([waits]);
	})
);

test(
	'whoever was joined with another row is told once, by the telephone that they have now',
	scene(async (s) => {
		await sayYesToWords(s);
		await sayYesToWords(s, s.gia);
		const file = await received(s);
		await filedWith(s, file, 25);
		await status(s, file, 9, 30);
		await tellPlainly(s, { must: true });
		await s.base.db`update person set merged_into = ${s.gia} where id = ${s.som}`;
		await s.base
			.db`update person p set phone_hash = o.phone_hash, phone_sealed = null from person o where p.id = ${s.gia} and o.id = ${s.som}`;
		await hearFacts(s, 40);
		const { carrier } = gateway(takes);
		for (const minutes of [41, 42]) await sendDue(s, minutes, [carrier]);
		// Without a telephone of their own both go on paper, under the name that stands.
		const { rows } = await lettersToPrint(s.as(s.lua, 50), {});
		expect(rows.map(({ person, lines }) => [person, lines[0]])).toEqual([
			[s.gia, 'Thông Văn Già'],
			[s.gia, 'Thông Văn Già']
		]);
		const { letters } = await printLetters(s.as(s.lua, 51), { id: crypto.randomUUID() });
		expect(letters).toBe(2);
	})
);

test(
	'a fact that was heard before two rows were joined and is heard again after it is that one word, and stops no other',
	scene(async (s) => {
		await sayYesToWords(s);
		await ready(s);
		const heard = async () => {
			const { rows } = await myTold(s.as(self(s.gia), 50), {});
			return rows.map(({ id, fact }) => [id, fact]);
		};
		const before = (await mine(s)).map(({ id, fact }) => [id, fact]);
		expect(before).not.toEqual([]);
		await s.base.db`update person set merged_into = ${s.gia} where id = ${s.som}`;
		// The worker was killed before it could say that it had heard.
		await hearFacts(s, 40);
		expect(await heard()).toEqual(before);
	})
);

test(
	'what a thief’s mind found: a second correction is told too, a shared telephone leaves the words to a person, a mandate that was and is gone is read',
	scene(async (s) => {
		await sayYesToWords(s);
		const { carrier, handed } = gateway(takes);
		const correct = (minutes: number, phone: string) =>
			correctPerson(s.as(s.mai, minutes), { ...facts, phone, person: s.som });
		await correct(10, '0900000777');
		await hearFacts(s, 11);
		await sendDue(s, 11, [carrier]);
		const told = handed.find(({ text }) => text.includes('vừa được sửa'))!;
		await hearReceipt({ ...s.base, now: s.as(s.lua, 12).now } as never, 'sms', arrived(told.id));
		await correct(20, '0900000778');
		await hearFacts(s, 21);
		await sendDue(s, 21, [carrier]);
		expect(handed.filter(({ text }) => text.includes('vừa được sửa'))).toHaveLength(2);
		// On a telephone of several people its arrival is not the word's.
		await inRows(
			s,
			(db) => db`update person set phone_hash = (select phone_hash from person where id = ${s.som}) where id = ${s.gia}`
		);
		await tellPlainly(s, { must: true });
		await sendDue(s, 30, [carrier]);
		await hearReceipt({ ...s.base, now: s.as(s.lua, 32).now } as never, 'sms', arrived(handed.at(-1)!.id));
		const read = (await toldBeside(s.as(beside(s, s.som), 40), {})).rows[0]!;
		expect(read).toMatchObject({ state: 'asks', why: 'shared', mark: 2 });
		expect(read.words).toContain('đã xong');
	})
);

test(
	'whoever was to be told beside somebody is told nothing once they are named no more; a restriction leaves what must be heard to be read',
	scene(async (s) => {
		await sayYesToWords(s);
		await sayYesToWords(s, s.gia);
		const guide = beside(s, s.som);
		const mandate = crypto.randomUUID();
		await letFollow(s.as(guide, 1), { id: mandate, agent: s.gia, until: 'open', evidence: 'said', readAloud: true });
		const how = { locale: 'vi', email: null, fromHour: 7, toHour: 20, noonRest: true, channel: 'sms' } as const;
		await choose(s.as(guide, 2), { ...how, withId: s.gia });
		const file = await received(s);
		await hearFacts(s, 21);
		const ofHers = await inRows(s, (db) => db`select from notice where person_id = ${s.gia} and of_id = ${s.som}`);
		// That she lets him follow, and her file.
		expect(ofHers.length).toBe(2);
		await revokeMandate(s.as(guide, 22), { mandate });
		const { carrier, handed } = gateway(takes, { channel: 'email' });
		await sendDue(s, 23, [carrier]);
		expect(handed).toEqual([]);
		expect((await myTold(s.as(self(s.gia), 24), {})).rows.map(({ why }) => why)).toEqual(['proxy-over', 'proxy-over']);
		await makeRequest(s.as(self(s.som), 25), {
			id: crypto.randomUUID(),
			kind: 'restriction',
			purpose: null,
			words: null,
			ward: null
		} as never);
		await filedWith(s, file, 30);
		await status(s, file, 9, 31);
		await hearFacts(s, 32);
		await sendDue(s, 33, [carrier]);
		expect((await toTell(s.as(s.lua, 34), {})).rows).toEqual([]);
		expect((await toldBeside(s.as(guide, 35), {})).rows[0]).toMatchObject({
			fact: 'filing.ready',
			state: 'asks',
			why: 'barred'
		});
	})
);

test(
	'what waits with people ends by itself once its day is past; of several words at one hour no more go out than a day has',
	scene(async (s) => {
		await sayYesToWords(s);
		for (let n = 0; n < 6; n++) await tellPlainly(s, { must: false });
		const { carrier, handed } = gateway(takes);
		await sendDue(s, 10, [carrier]);
		expect(handed).toHaveLength(3);
		await inRows(s, (db) => db`update notice set state = 'asks', due_at = null, until = ${s.as(s.lua, 20).now}`);
		const go = (minutes: number) => letGoNotices.run({ ...s.base, clock: () => s.as(s.lua, minutes).now } as never);
		await go(19);
		expect((await mine(s)).filter(({ state }) => state === 'asks')).toHaveLength(6);
		await go(21);
		expect(new Set((await mine(s)).map(({ why }) => why))).toEqual(new Set(['too-late']));
	})
);
