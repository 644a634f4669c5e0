import { expect, test } from 'vitest';
import { withdraw } from '#capabilities/privacy/consents.server.ts';
import { forgettingsThat } from '#platform/keeping.server.ts';
import { lookAs } from '#platform/scope.server.ts';
import { anyone } from '#kernel/actor.ts';
import { NotSent } from '#kernel/not-sent.ts';
import { rightsOf } from '#program/roles.ts';
import { beside, refusalOf, scene } from '#tests/support/scene.ts';
import {
	filedWith,
	gateway,
	hearFacts,
	mine,
	received,
	sayYesToWords,
	sendDue,
	status,
	ready,
	takes,
	tellPlainly,
	toldOfPapers
} from '#tests/support/told.ts';
import { checkWord, sentWords } from './check.server.ts';
import { choose } from './choose.server.ts';
import { agreeLive, askLive, howWordsGo, stopLive } from './live.server.ts';
import { hearReceipt } from './send.server.ts';
import { tellThem } from './tell-them.server.ts';
import { toldBeside, toTell } from './told.server.ts';

test(
	'a file that was received is told once, in words that say whose they are and end with a code to ask by; its receipt is the second dot',
	scene(async (s) => {
		await sayYesToWords(s);
		await received(s);
		const { carrier, handed } = gateway(takes);
		for (const minutes of [21, 22]) await hearFacts(s, minutes);
		for (const minutes of [21, 22, 23]) await sendDue(s, minutes, [carrier]);
		expect(handed).toHaveLength(1);
		expect(handed[0]).toMatchObject({ to: '+84900000318' });
		expect(handed[0]!.text).toMatch(
			/^Trung tâm xã Quảng Bình: trung tâm đã nhận giấy của bác\. Hẹn thứ .+ Mã tin \d{4}\.$/
		);
		expect(await mine(s)).toMatchObject([
			{ fact: 'cases.received', state: 'out', mark: 1, tries: [{ said: 'taken' }] }
		]);
		const receipt = { id: handed[0]!.id, ref: null, said: 'arrived' as const, why: null };
		for (let n = 0; n < 2; n++)
			expect(await hearReceipt({ ...s.base, now: s.as(s.lua, 25).now } as never, 'sms', receipt)).toBe(true);
		expect(await mine(s)).toMatchObject([{ state: 'told', mark: 2, tries: [{ said: 'arrived' }] }]);
		// A receipt that comes backwards takes nothing back; one of nobody's is told apart.
		await hearReceipt({ ...s.base, now: s.as(s.lua, 26).now } as never, 'sms', { ...receipt, said: 'failed' });
		expect(await mine(s)).toMatchObject([{ state: 'told', mark: 2 }]);
		const strange = { ...receipt, id: crypto.randomUUID() };
		expect(await hearReceipt({ ...s.base, now: s.as(s.lua, 26).now } as never, 'sms', strange)).toBe(false);
	})
);

test(
	'whoever has the word before their eyes reads by code and end of telephone what was truly sent; five wrong ones wait',
	scene(async (s) => {
		const { text, code } = await toldOfPapers(s);
		const nobody = anyone(new Set(rightsOf.public));
		const asks = (typed: { code: string; end: string }, browser = 'a') =>
			checkWord(s.as(nobody, 30), { centre: 1, address: '10.1.1.1', browser, ...typed });
		const found = await asks({ code: code.split('').join(' '), end: '0900000318' });
		expect(await sentWords(s.as(nobody, 30), { sent: found.sent! })).toMatchObject({
			words: text,
			locale: 'vi'
		});
		expect(await asks({ code: '12', end: '318' })).toMatchObject({ sent: null, why: 'shape' });
		const other = code === '0000' ? '0001' : '0000';
		for (let n = 0; n < 5; n++)
			expect(await asks({ code: other, end: '318' })).toMatchObject({ sent: null, why: 'unknown' });
		expect(await asks({ code, end: '318' })).toMatchObject({ sent: null, why: 'slowed' });
		// Somebody else is not slowed by that, and another centre sent nothing under it.
		expect((await asks({ code, end: '318' }, 'b')).sent).toBe(found.sent);
		expect(
			await checkWord(s.as(nobody, 30), { centre: 2, address: '10.1.1.1', browser: 'c', code, end: '318' })
		).toMatchObject({
			why: 'unknown'
		});
	})
);

test(
	'what has to be heard and did not arrive is called for; read to them it is over for good, and a second tab presses nothing',
	scene(async (s) => {
		await sayYesToWords(s);
		const file = await received(s);
		await filedWith(s, file, 30);
		await status(s, file, 5, 40);
		const { carrier, handed } = gateway(() => ({ refused: 'phone is full', forgets: false }));
		await hearFacts(s, 41);
		for (const minutes of [41, 42]) await sendDue(s, minutes, [carrier]);
		// The receiving was overtaken before anybody was told of it.
		expect(handed.map(({ text }) => text)).toEqual([expect.stringContaining('trung tâm cần bác thêm giấy')]);
		const { rows } = await toTell(s.as(s.lua, 50), {});
		expect(rows).toMatchObject([{ name: 'Sương Thị Sớm', phone: '0900000318', why: 'not-arrived', calls: 0 }]);
		expect(rows[0]!.words).toContain('Mời bác mang phiếu ra quầy');
		expect((await toTell(s.as(s.rang, 50), {})).rows).toEqual([]);
		const told = (tries: number, outcome: 'read' | 'unheard', how: 'call' | 'met', minutes: number) => ({
			...{ notice: rows[0]!.id, tries, outcome, how },
			as: s.as(how === 'met' ? beside(s, s.som) : s.lua, minutes)
		});
		const press = ({ as, ...input }: ReturnType<typeof told>) => tellThem(as, input);
		await press(told(1, 'unheard', 'call', 60));
		expect(await refusalOf(press(told(1, 'read', 'call', 61)))).toBe('notice-moved');
		for (const [n, minutes] of [200, 400].entries()) await press(told(2 + n, 'unheard', 'call', minutes));
		// Three calls, and a letter goes; it is read all the same when they come by.
		expect((await toTell(s.as(s.lua, 500), {})).rows).toEqual([]);
		expect((await toldBeside(s.as(beside(s, s.som), 500), {})).rows[0]).toMatchObject({
			state: 'asks',
			why: 'letter'
		});
		await press(told(4, 'read', 'met', 510));
		expect((await mine(s, 600))[0]).toMatchObject({ state: 'told', mark: 3 });
		expect(await refusalOf(press(told(5, 'read', 'met', 520)))).toBe('notice-moved');
	})
);

test(
	'whoever did not say yes, or takes it back at noon, is sent nothing at one o’clock: what must be heard goes on paper',
	scene(async (s) => {
		await sayYesToWords(s);
		const file = await received(s);
		const { carrier, handed } = gateway(takes);
		await hearFacts(s, 21);
		await withdraw(s.as(beside(s, s.som), 120), { id: crypto.randomUUID(), purpose: 'notices' });
		await sendDue(s, 180, [carrier]);
		expect(await mine(s)).toMatchObject([{ fact: 'cases.received', state: 'over', why: 'no-yes', mark: 0 }]);
		await filedWith(s, file, 200);
		await status(s, file, 9, 210);
		await hearFacts(s, 211);
		await sendDue(s, 240, [carrier]);
		expect(handed).toEqual([]);
		expect((await toTell(s.as(s.mai, 250), {})).rows).toEqual([]);
		expect((await mine(s))[0]).toMatchObject({ state: 'asks', why: 'letter' });
	})
);

test(
	'a gateway that says nothing is asked again under the same id where it keeps ids; where it does not, a person goes on',
	scene(async (s) => {
		await sayYesToWords(s);
		await ready(s);
		const silent = () => {
			throw new Error('timed out');
		};
		const keeps = gateway(silent);
		for (let minutes = 31; minutes < 37; minutes++) await sendDue(s, minutes, [keeps.carrier]);
		expect(keeps.handed.length).toBeGreaterThan(1);
		expect(new Set(keeps.handed.map(({ id }) => id)).size).toBe(1);
		const answers = gateway(takes);
		for (let minutes = 37; minutes < 50; minutes++) await sendDue(s, minutes, [answers.carrier]);
		expect(answers.handed.map(({ id }) => id)).toEqual([keeps.handed[0]!.id]);
	})
);

test(
	'a gateway that keeps no ids and says nothing is not asked twice; its receipt may still come',
	scene(async (s) => {
		await sayYesToWords(s);
		await ready(s);
		const once = gateway(
			() => {
				throw new Error('timed out');
			},
			{ channel: 'sms-2', keepsIds: false }
		);
		for (let minutes = 31; minutes < 45; minutes++) await sendDue(s, minutes, [once.carrier]);
		expect(once.handed).toHaveLength(1);
		expect((await toTell(s.as(s.lua, 50), {})).rows).toMatchObject([{ why: 'silent' }]);
		const receipt = { id: once.handed[0]!.id, ref: null, said: 'arrived' as const, why: null };
		await hearReceipt({ ...s.base, now: s.as(s.lua, 55).now } as never, 'sms-2', receipt);
		expect((await toTell(s.as(s.lua, 60), {})).rows).toEqual([]);
	})
);

test(
	'what they know already is told no more, in whatever order the two are heard',
	scene(async (s) => {
		await sayYesToWords(s);
		const file = await received(s);
		await filedWith(s, file, 25);
		await status(s, file, 9, 30);
		await status(s, file, 10, 35);
		const { carrier, handed } = gateway(takes);
		await hearFacts(s, 40, (rows) => rows.toReversed());
		await sendDue(s, 40, [carrier]);
		expect(handed).toEqual([]);
		expect(await mine(s)).toEqual([]);
		expect((await toTell(s.as(s.lua, 50), {})).rows).toEqual([]);
	})
);

test(
	'in quiet hours and at noon words wait; besides what has to be heard nobody gets more than three a day',
	scene(async (s) => {
		await sayYesToWords(s);
		for (let n = 0; n < 5; n++) await tellPlainly(s, { must: false });
		const must = await tellPlainly(s, { must: true });
		const { carrier, handed } = gateway(takes);
		// 12:43, 21:43: nothing goes. 13:43: three, and what has to be heard. 7:03 of the next day: the rest.
		for (const minutes of [180, 181]) await sendDue(s, minutes, [carrier]);
		expect(handed).toHaveLength(0);
		for (const minutes of [240, 241]) await sendDue(s, minutes, [carrier]);
		expect(handed).toHaveLength(4);
		expect((await mine(s, 600)).find(({ id }) => id === must)?.mark).toBe(1);
		for (const minutes of [700, 720]) await sendDue(s, minutes, [carrier]);
		expect(handed).toHaveLength(4);
		await sendDue(s, 1280, [carrier]);
		expect(handed).toHaveLength(6);
	})
);

test(
	'on a telephone that several share nothing is said but that they may call back; an erasure ends what waits',
	scene(async (s) => {
		await sayYesToWords(s);
		await s.base
			.db`update person set phone_hash = (select phone_hash from person where id = ${s.som}) where id = ${s.gia}`;
		await tellPlainly(s, { must: true });
		const { carrier, handed } = gateway(takes);
		await sendDue(s, 20, [carrier]);
		expect(handed[0]!.text).toMatch(
			/^Trung tâm xã Quảng Bình: mời bác gọi lại Trung tâm, hoặc ghé quầy\. Mã tin \d{4}\.$/
		);
		await tellPlainly(s, { must: true });
		for (const { forget } of forgettingsThat('at once'))
			await lookAs(s.as(s.thach, 30), (inner) => forget(inner, s.som));
		for (const minutes of [40, 80]) await sendDue(s, minutes, [carrier]);
		expect(handed).toHaveLength(1);
		expect(new Set((await mine(s, 90)).map(({ state }) => state))).toEqual(new Set(['over']));
		expect((await mine(s, 90)).flatMap(({ tries }) => tries.map(({ words, code }) => [words, code]))).toEqual([
			[null, null]
		]);
	})
);

test(
	'whoever wants to be called is sent nothing: somebody calls for each word, also for what may be missed',
	scene(async (s) => {
		await sayYesToWords(s);
		const how = { locale: 'vi', email: null, fromHour: 7, toHour: 20, noonRest: true, withId: null } as const;
		await choose(s.as(beside(s, s.som), 2), { ...how, channel: 'call' });
		await tellPlainly(s, { must: false });
		const { carrier, handed } = gateway(takes);
		await sendDue(s, 20, [carrier]);
		expect(handed).toEqual([]);
		expect((await toTell(s.as(s.lua, 30), {})).rows).toMatchObject([{ why: 'wants-call' }]);
		for (const [wrong, code] of [
			[{ channel: 'email' }, 'notice-email-missing'],
			[{ channel: 'sms', toHour: 8 }, 'notice-hours'],
			[{ channel: 'sms', withId: s.gia }, 'notice-with-nobody']
		] as const)
			expect(await refusalOf(choose(s.as(beside(s, s.som), 40), { ...how, ...wrong }))).toBe(code);
		expect(await refusalOf(choose(s.as(s.lua, 40), { ...how, channel: 'sms' }))).toBe('no-session');
	})
);

test(
	'a gateway that is down lets a second one take over, under an id of its own; alone it is asked again, and nothing is lost',
	scene(async (s) => {
		await sayYesToWords(s);
		const down = gateway(() => {
			throw new NotSent('ECONNREFUSED');
		});
		const second = gateway(takes, { channel: 'sms-2', keepsIds: false });
		await tellPlainly(s, { must: false });
		for (const minutes of [10, 11]) await sendDue(s, minutes, [down.carrier, second.carrier]);
		expect([down.handed.length, second.handed.length]).toEqual([1, 1]);
		expect(second.handed[0]!.id).not.toBe(down.handed[0]!.id);
		await tellPlainly(s, { must: false });
		const alone = gateway(() => {
			throw new NotSent('ECONNREFUSED');
		});
		for (let minutes = 12; minutes < 16; minutes++) await sendDue(s, minutes, [alone.carrier]);
		const up = gateway(takes);
		for (let minutes = 16; minutes < 30; minutes++) await sendDue(s, minutes, [up.carrier]);
		expect(up.handed.map(({ id }) => id)).toEqual([alone.handed[0]!.id]);
		expect((await mine(s)).map(({ mark }) => mark)).toEqual([1, 1]);
	})
);

test(
	'before two people have agreed nothing goes out: what must be heard is told by a person; one alone stops it again',
	scene(async (s) => {
		await sayYesToWords(s);
		await stopLive(s.as(s.thach, 6), {});
		const { carrier, handed } = gateway(takes);
		await tellPlainly(s, { must: true });
		await tellPlainly(s, { must: false });
		await sendDue(s, 10, [carrier]);
		expect(handed).toEqual([]);
		expect((await mine(s)).map(({ why }) => why)).toEqual(['trial', 'trial']);
		expect((await toTell(s.as(s.lua, 12), {})).rows).toMatchObject([{ why: 'trial' }]);
		await askLive(s.as(s.thach, 13), {});
		expect(await refusalOf(askLive(s.as(s.thach, 14), {}))).toBe('live-asked');
		expect(await refusalOf(agreeLive(s.as(s.thach, 15), {}))).toBe('live-own');
		expect(await howWordsGo(s.as(s.thach, 16), {})).toMatchObject({ live: false, asked: { mine: true, agreed: null } });
		const other = { ...s.thach, id: s.mai.id };
		await agreeLive(s.as(other, 17), {});
		expect(await howWordsGo(s.as(s.thach, 18), {})).toMatchObject({ live: true });
		await tellPlainly(s, { must: false });
		await sendDue(s, 20, [carrier]);
		expect(handed).toHaveLength(1);
		for (const who of [s.lua, s.sam]) expect(await refusalOf(stopLive(s.as(who, 21), {}))).toBe('not-allowed');
	})
);
