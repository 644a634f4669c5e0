import { expect, test } from 'vitest';
import { correctPerson } from '#capabilities/residents/correct-person.server.ts';
import { agreeIdentity } from '#capabilities/residents/identity.server.ts';
import { beside, refusalOf, scene, self, settleMore, som, type Scene } from '#tests/support/scene.ts';
import { gateway, goLive, hearFacts, mine, sayYesToWords, sendDue, takes } from '#tests/support/told.ts';
import { askConsent, withdraw } from '#capabilities/privacy/consents.server.ts';
import { makeRequest } from '#capabilities/data-rights/requests.server.ts';
import { allow, choose, myChosen } from './choose.server.ts';
import { tellThem } from './tell-them.server.ts';
import { myTold } from './told.server.ts';
import { forgetNotices } from './sql-choice.server.ts';
import { mergePeople } from '#capabilities/residents/merge.server.ts';
import { lookAs } from '#platform/scope.server.ts';

// Whoever wants to hear somebody else's words changes by what they are told. They hear of it where they could be reached before.

const stands = { name: som.name, birthYear: 1950, birthDate: '1950-03-14', gender: 'female' } as const;
const facts = { ...stands, hamlet: 'thôn Bến Gió', number: som.number, source: 'said' } as const;
const correct = (s: Scene, more: object, minutes = 10) =>
	correctPerson(s.as(s.lua, minutes), { person: s.som, ...facts, phone: som.phone, ...more } as never);
const way = { locale: 'vi', email: null, fromHour: 7, toHour: 20, noonRest: false, withId: null } as const;
const hers = async (s: Scene, fact: string) => (await mine(s)).filter((one) => one.fact === fact);

test(
	'another telephone is told of to the one that stood before; code and end of that one find the words',
	scene(async (s) => {
		await sayYesToWords(s);
		await correct(s, { phone: '0900000777' });
		const { carrier, handed } = gateway(takes);
		await hearFacts(s, 11);
		await sendDue(s, 12, [carrier]);
		const [old] = handed.filter(({ to }) => to === '+84900000318');
		expect(old!.text).toMatch(/số điện thoại trung tâm gọi bác vừa được đổi\. Không phải bác nhờ\?/);
		// What else was put right goes to the new one, and says nothing of the change.
		expect(handed.filter(({ to }) => to === '+84900000777').map(({ text }) => text)).toEqual([
			expect.stringMatching(/điều xã ghi về bác vừa được sửa/)
		]);
		expect(handed).toHaveLength(2);
	})
);

test(
	'changed twice, each telephone hears of its own end; a first number, and one that stays, tell nobody',
	scene(async (s) => {
		await sayYesToWords(s);
		await correct(s, { phone: '0900000777' });
		await correct(s, { phone: '0900000888' }, 11);
		await correct(s, { phone: '0900000888', gender: 'male', source: 'paper' }, 12);
		const { carrier, handed } = gateway(takes);
		await hearFacts(s, 13);
		await sendDue(s, 14, [carrier]);
		const told = handed.filter(({ text }) => text.includes('số điện thoại trung tâm'));
		expect(told.map(({ to }) => to).toSorted()).toEqual(['+84900000318', '+84900000777']);
		await correct(s, { phone: null, gender: 'male' }, 20);
		await correct(s, { phone: '0900000999', gender: 'male' }, 21);
		await hearFacts(s, 22);
		await sendDue(s, 23, [carrier]);
		const later = handed.filter(({ text }) => text.includes('số điện thoại trung tâm')).slice(2);
		expect(later.map(({ to }) => to)).toEqual(['+84900000888']);
	})
);

test(
	'what a second person agreed to is told of too; what they have not is no change of a telephone',
	scene(async (s) => {
		await sayYesToWords(s);
		const asked = s.as(s.lua, 10);
		const to = { phone: '0900000777', birthDate: '1951-03-14', birthYear: 1951, source: 'paper' } as const;
		expect(await correctPerson(asked, { person: s.som, ...facts, ...to })).toMatchObject({ changed: 0, waits: true });
		const { carrier, handed } = gateway(takes);
		await hearFacts(s, 11);
		await sendDue(s, 12, [carrier]);
		expect(await hers(s, 'residents.telephone-changed')).toEqual([]);
		await agreeIdentity(s.as(s.thach, 20), { change: asked.request });
		await hearFacts(s, 21);
		await sendDue(s, 22, [carrier]);
		expect(await hers(s, 'residents.telephone-changed')).toHaveLength(1);
		// It goes where they were reached before the change, though that was asked for earlier.
		expect(handed.at(-1)).toMatchObject({
			to: '+84900000318',
			text: expect.stringContaining('số điện thoại') as string
		});
	})
);

test(
	'another way, an address of e-mail or somebody told with them is said by text to their telephone; hours alone are not',
	scene(async (s) => {
		await sayYesToWords(s);
		const { carrier: text, handed } = gateway(takes);
		const { carrier: email, handed: mails } = gateway(takes, { channel: 'email' });
		const asks = (minutes: number, more: object) =>
			choose(s.as(beside(s, s.som), minutes), { ...way, ...more } as never);
		await asks(10, { channel: 'sms', fromHour: 8 });
		await hearFacts(s, 11);
		await sendDue(s, 12, [text, email]);
		expect(handed).toEqual([]);
		await asks(20, { channel: 'email', email: 'la@vi-du.invalid' });
		await hearFacts(s, 21);
		await sendDue(s, 22, [text, email]);
		expect(mails).toEqual([]);
		expect(handed.map(({ to, text }) => [to, text.includes('cách trung tâm báo tin cho bác vừa được đổi')])).toEqual([
			['+84900000318', true]
		]);
		// To be called alone: that, too, is said.
		await choose(s.as(self(s.som), 30), { ...way, channel: 'call' });
		await hearFacts(s, 31);
		await sendDue(s, 32, [text, email]);
		expect(handed).toHaveLength(2);
	})
);

test(
	'without a yes it is read to them when they come; once nothing is kept of them nobody is told anything',
	scene(async (s) => {
		await goLive(s);
		await correct(s, { phone: '0900000777' });
		const { carrier, handed } = gateway(takes);
		await hearFacts(s, 11);
		await sendDue(s, 12, [carrier]);
		expect(handed).toEqual([]);
		expect(await hers(s, 'residents.telephone-changed')).toMatchObject([{ state: 'asks', why: 'no-yes' }]);
		await lookAs(s.as(s.mai, 13), ({ db }) => forgetNotices(db, s.som));
		expect(await hers(s, 'residents.telephone-changed')).toMatchObject([{ state: 'over', why: 'erased' }]);
	})
);

test(
	'whoever is far away says yes on their own page, to the words that stand there, and takes it back there; a guide says it for nobody',
	scene(async (s) => {
		await goLive(s);
		const her = self(s.som);
		const shown = await myChosen(s.as(her, 1), {});
		expect(shown).toMatchObject({ may: false, ask: { words: 'ask-notices', version: 1 } });
		const says = (version: number, who = her) => allow(s.as(who, 2), { id: crypto.randomUUID(), version });
		expect(await refusalOf(says(2))).toBe('text-changed');
		expect(await refusalOf(says(1, beside(s, s.som)))).toBe('not-allowed');
		await says(shown.ask!.version);
		expect(await myChosen(s.as(her, 3), {})).toMatchObject({ may: true });
		expect(await myChosen(s.as(self(s.gia), 3), {})).toMatchObject({ may: false });
		await withdraw(s.as(her, 4), { id: crypto.randomUUID(), purpose: 'notices' });
		expect(await myChosen(s.as(her, 5), {})).toMatchObject({ may: false });
	})
);

const yes = { purpose: 'notices', version: 1, answer: 'given', readAloud: true } as const;

test(
	'a yes taken back before the change and given again after it silences nothing',
	scene(async (s) => {
		await sayYesToWords(s);
		const guide = beside(s, s.som);
		await withdraw(s.as(guide, 9), { id: crypto.randomUUID(), purpose: 'notices' });
		await correct(s, { phone: '0900000777' });
		const { carrier, handed } = gateway(takes);
		await hearFacts(s, 11);
		await sendDue(s, 12, [carrier]);
		expect(handed).toEqual([]);
		await askConsent(s.as(guide, 13), { ...yes, id: crypto.randomUUID(), person: s.som });
		await hearFacts(s, 14);
		await sendDue(s, 15, [carrier]);
		expect(handed.map(({ to }) => to)).toContain('+84900000318');
	})
);

test(
	'nor does a yes taken back and given again on their own page',
	scene(async (s) => {
		await sayYesToWords(s);
		await withdraw(s.as(self(s.som), 9), { id: crypto.randomUUID(), purpose: 'notices' });
		await choose(s.as(self(s.som), 10), { ...way, channel: 'email', email: 'la@vi-du.invalid' });
		const { carrier, handed } = gateway(takes);
		await hearFacts(s, 11);
		await sendDue(s, 12, [carrier]);
		expect(handed).toEqual([]);
		await allow(s.as(self(s.som), 13), { id: crypto.randomUUID(), version: 1 });
		await hearFacts(s, 14);
		await sendDue(s, 15, [carrier]);
		expect(handed).toMatchObject([{ to: '+84900000318' }]);
	})
);

test(
	'whoever made the change does not say that it was read, nor is anything read that is still on its way',
	scene(async (s) => {
		await sayYesToWords(s);
		const guide = beside(s, s.som);
		await withdraw(s.as(guide, 9), { id: crypto.randomUUID(), purpose: 'notices' });
		await choose(s.as(guide, 10), { ...way, channel: 'email', email: 'la@vi-du.invalid' });
		await hearFacts(s, 11);
		const [word] = await hers(s, 'notices.way-changed');
		const read = (who: typeof guide, minutes: number) =>
			tellThem(s.as(who, minutes), { notice: word!.id, tries: 0, how: 'met', outcome: 'read' });
		expect(await refusalOf(read(guide, 12))).toBe('notice-moved');
		await sendDue(s, 13, [gateway(takes).carrier]);
		expect(await refusalOf(read(guide, 14))).toBe('change-second-person');
		await read({ ...guide, id: s.mai.id }, 15);
		expect(await hers(s, 'notices.way-changed')).toMatchObject([{ state: 'told', mark: 3 }]);
	})
);

test(
	'hours and language that were changed with it do not hold the word back: it goes at the usual hours, in the language of before',
	scene(async (s) => {
		await sayYesToWords(s);
		await choose(s.as(beside(s, s.som), 10), { ...way, locale: 'hi', channel: 'sms', fromHour: 6, toHour: 8 });
		const { carrier, handed } = gateway(takes);
		await hearFacts(s, 11);
		await sendDue(s, 12, [carrier]);
		expect(handed.map(({ text }) => text)).toEqual([expect.stringContaining('cách trung tâm báo tin cho bác')]);
	})
);

test(
	'of two rows that are joined the telephone that is left hears of it',
	scene(async (s) => {
		await sayYesToWords(s);
		const thief = await settleMore(s, 'Sương Thị Sớm', 1950, { phone: '0900000666' });
		await s.base.db`update person set verified = false where id = ${s.som}`;
		await mergePeople(s.as(s.mai, 10), { id: crypto.randomUUID(), kept: thief, gone: s.som });
		const { carrier, handed } = gateway(takes);
		await hearFacts(s, 11);
		await sendDue(s, 12, [carrier]);
		expect(handed).toMatchObject([
			{ to: '+84900000318', text: expect.stringContaining('trung tâm không gọi số này nữa') as string }
		]);
	})
);

test(
	'whoever has no telephone reads that their way was changed when they come; while data is asked about no yes is taken',
	scene(async (s) => {
		await goLive(s);
		await choose(s.as(beside(s, s.gia), 10), { ...way, channel: 'email', email: 'la@vi-du.invalid' });
		await hearFacts(s, 11);
		await sendDue(s, 12, [gateway(takes, { channel: 'email' }).carrier]);
		const told = (await myTold(s.as(self(s.gia), 13), {})).rows;
		expect(told).toMatchObject([{ fact: 'notices.way-changed', state: 'asks' }]);
		await makeRequest(s.as(self(s.gia), 14), {
			...{ id: crypto.randomUUID(), kind: 'restriction', purpose: null, words: null, ward: null }
		} as never);
		const says = allow(s.as(self(s.gia), 15), { id: crypto.randomUUID(), version: 1 });
		expect(await refusalOf(says)).toBe('notices-paused');
	})
);
