import { expect, test } from 'vitest';
import { anyone } from '#kernel/actor.ts';
import { withdraw } from '#capabilities/privacy/consents.server.ts';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';
import { closeNeed } from '#capabilities/assistance/move-need.server.ts';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { waitingOf } from '#platform/asks.server.ts';
import { forgettingsThat } from '#platform/keeping.server.ts';
import { lookAs } from '#platform/scope.server.ts';
import { rightsOf } from '#program/roles.ts';
import { beside, refusalOf, scene, self, type Scene } from '#tests/support/scene.ts';
import { gateway, goLive, sayYesToWords, sendDue, takes, tellPlainly } from '#tests/support/told.ts';
import { checkWord, sentWords } from './check.server.ts';
import { choose } from './choose.server.ts';
import { batch, batches, batchOnPaper, lettersAsk, lettersToPrint } from './letters.server.ts';
import { printLetters } from './print-letters.server.ts';
import { sayLetters } from './say-letters.server.ts';
import { tellThem } from './tell-them.server.ts';
import { myTold, toTell } from './told.server.ts';

const how = {
	locale: 'vi',
	channel: 'letter',
	email: null,
	fromHour: 7,
	toHour: 20,
	noonRest: true,
	withId: null
} as const;

const standing = async (s: Scene, person: string) =>
	(await myTold(s.as(self(person), 900), {})).rows.map(({ state, why, mark }) => ({ state, why, mark }));
const waiting = async (s: Scene, minutes = 60) => (await lettersToPrint(s.as(s.lua, minutes), {})).rows;
async function print(s: Scene, minutes = 60, by = s.lua): Promise<string> {
	const made = await printLetters(s.as(by, minutes), { id: crypto.randomUUID() });
	return made.batch!;
}
/** Bác Già, who has no telephone, has to hear something; the worker has looked at it. */
async function toGia(s: Scene, more: { must?: boolean; minutes?: number } = {}): Promise<string> {
	const word = await tellPlainly(s, { must: more.must ?? true }, s.gia);
	await sendDue(s, more.minutes ?? 6, []);
	return word;
}

test(
	'whoever has no telephone is written to: printed it is handed over, posted it is given, given by hand it arrived; nothing goes back',
	scene(async (s) => {
		await goLive(s);
		await toGia(s);
		expect(await standing(s, s.gia)).toEqual([{ state: 'asks', why: 'letter', mark: 0 }]);
		expect(await waiting(s)).toMatchObject([
			{ hamlet: 'thôn Gò Nắng', lines: ['Thông Văn Già', 'thôn Gò Nắng', 'Xã Quảng Bình', expect.any(String)] }
		]);
		expect((await toTell(s.as(s.lua, 60), {})).rows).toEqual([]);
		expect((await waitingOf(s.as(s.lua, 60), [lettersAsk])).get(lettersAsk)).toBe(1);
		expect((await waitingOf(s.as(s.rang, 60), [lettersAsk])).get(lettersAsk)).toBe(0);
		const made = await print(s);
		expect(await waiting(s)).toEqual([]);
		expect(await standing(s, s.gia)).toEqual([{ state: 'asks', why: 'letter-out', mark: 0 }]);
		const paper = await batchOnPaper(s.as(s.lua, 61), { batch: made });
		expect(paper.sender[0]).toContain('Quảng Bình');
		expect(paper.letters).toMatchObject([
			{ place: 1, lines: ['Thông Văn Già', 'thôn Gò Nắng', 'Xã Quảng Bình', expect.any(String)] }
		]);
		const [from, said, , asked] = paper.letters[0]!.words;
		expect([from, said]).toEqual([
			'Trung tâm xã Quảng Bình:',
			'Việc của bác đã xong. Mời bác mang phiếu đến trung tâm lấy kết quả.'
		]);
		expect(asked).toMatch(/Mã tin \d{4}, ba số cuối \d{3}\.$/);
		await sayLetters(s.as(s.lua, 70), { batch: made, how: 'posted' });
		// Nobody knows whether it was read: it is read to him when he comes by.
		expect(await standing(s, s.gia)).toEqual([{ state: 'asks', why: 'letter-posted', mark: 1 }]);
		expect(await refusalOf(sayLetters(s.as(s.lua, 71), { batch: made, how: 'posted' }))).toBe('letter-moved');
		const [letter] = (await batch(s.as(s.lua, 72), { batch: made })).letters;
		await sayLetters(s.as(s.lua, 73), { batch: made, letter: letter!.id, how: 'given' });
		expect(await standing(s, s.gia)).toEqual([{ state: 'told', why: null, mark: 2 }]);
		for (const back of ['posted', 'back'] as const)
			expect(await refusalOf(sayLetters(s.as(s.lua, 74), { batch: made, letter: letter!.id, how: back }))).toBe(
				'letter-moved'
			);
		// He reads that his letter was seen, and by whom.
		expect((await myLooks(s.as(self(s.gia), 80), {})).rows).toContainEqual(
			expect.objectContaining({ what: 'notice', purpose: 'letter' })
		);
	})
);

test(
	'printed again a batch is the same letters, word for word and address for address; its code is asked after by the number of the letter',
	scene(async (s) => {
		await goLive(s);
		await toGia(s);
		const made = await print(s);
		const paper = await batchOnPaper(s.as(s.lua, 61), { batch: made });
		await s.base.db`update person set hamlet = 'thôn Bến Gió', name = 'Thông Văn Khác' where id = ${s.gia}`;
		expect(await batchOnPaper(s.as(s.mai, 62), { batch: made })).toEqual(paper);
		const [, code, end] = /Mã tin (\d{4}), ba số cuối (\d{3})/.exec(paper.letters[0]!.words[3]!)!;
		const nobody = anyone(new Set(rightsOf.public));
		const asks = (typed: { code: string; end: string }) =>
			checkWord(s.as(nobody, 63), { centre: 1, address: '10.1.1.1', browser: 'a', ...typed });
		const found = await asks({ code: code!, end: end! });
		expect((await sentWords(s.as(nobody, 63), { sent: found.sent! })).words).toBe(paper.letters[0]!.words.join('\n'));
		expect(await asks({ code: code!, end: end === '111' ? '222' : '111' })).toMatchObject({ sent: null });
	})
);

test(
	'what was overtaken, withdrawn or is of somebody who died or was erased before it is printed is in no batch',
	scene(async (s) => {
		await goLive(s);
		const word = await toGia(s);
		await s.base.db`update notice set until = ${s.as(s.lua, 50).now} where id = ${word}`;
		expect(await waiting(s)).toEqual([]);
		expect(await printLetters(s.as(s.lua, 60), { id: crypto.randomUUID() })).toEqual({ batch: null, letters: 0 });
		await sendDue(s, 61, []);
		expect(await standing(s, s.gia)).toEqual([{ state: 'over', why: 'too-late', mark: 0 }]);
		await toGia(s, { minutes: 62 });
		const need = {
			id: crypto.randomUUID(),
			person: s.gia,
			kind: 'e-id',
			urgency: 'this-week',
			source: 'phone',
			note: null
		} as const;
		await recordNeed(s.as(s.lua, 63), need);
		await closeNeed(s.as(s.lua, 64), { need: need.id, outcome: 'died' } as never);
		expect(await waiting(s, 65)).toEqual([]);
		expect(await printLetters(s.as(s.lua, 65), { id: crypto.randomUUID() })).toEqual({ batch: null, letters: 0 });
		expect((await batches(s.as(s.lua, 66), {})).rows).toEqual([]);
	})
);

test(
	'an erasure before printing takes the letter, and after it takes what is kept of it: nobody prints it again',
	scene(async (s) => {
		await goLive(s);
		await toGia(s);
		const made = await print(s);
		await lookAs(s.as(s.thach, 70), async (context) => {
			for (const one of forgettingsThat('at once')) await one.forget(context, s.gia);
		});
		expect((await batchOnPaper(s.as(s.lua, 71), { batch: made })).letters).toEqual([]);
		const { letters, batch: kept } = await batch(s.as(s.lua, 72), { batch: made });
		expect([letters.map(({ lines, over }) => ({ lines, over })), kept.letters]).toEqual([
			[{ lines: [], over: true }],
			1
		]);
	})
);

test(
	'a letter that came back is said, the word climbs on, and nothing goes again to where it came back from',
	scene(async (s) => {
		await goLive(s);
		await toGia(s);
		const made = await print(s);
		const [letter] = (await batch(s.as(s.lua, 61), { batch: made })).letters;
		await sayLetters(s.as(s.lua, 62), { batch: made, how: 'posted' });
		await sayLetters(s.as(s.lua, 70), { batch: made, letter: letter!.id, how: 'back' });
		await sendDue(s, 71, []);
		expect(await standing(s, s.gia)).toEqual([{ state: 'asks', why: 'letter-back', mark: 1 }]);
		expect((await toTell(s.as(s.lua, 72), {})).rows).toMatchObject([{ name: 'Thông Văn Già', why: 'letter-back' }]);
		await toGia(s, { minutes: 73 });
		expect(await standing(s, s.gia)).toContainEqual({ state: 'asks', why: 'no-yes', mark: 0 });
		await s.base.db`update person set hamlet = 'thôn Bến Gió' where id = ${s.gia}`;
		await toGia(s, { minutes: 74 });
		expect(await standing(s, s.gia)).toContainEqual({ state: 'asks', why: 'letter', mark: 0 });
	})
);

test(
	'whoever stopped texts and whoever chose letters is written to; after three calls that nobody heard a letter goes too',
	scene(async (s) => {
		await sayYesToWords(s);
		const { carrier, handed } = gateway(takes);
		await choose(s.as(beside(s, s.som), 2), how);
		await tellPlainly(s, { must: false });
		await sendDue(s, 6, [carrier]);
		expect(await standing(s, s.som)).toEqual([{ state: 'asks', why: 'letter', mark: 0 }]);
		const made = await print(s, 10);
		await sayLetters(s.as(s.lua, 11), { batch: made, how: 'posted' });
		expect(await standing(s, s.som)).toEqual([{ state: 'told', why: null, mark: 1 }]);
		await choose(s.as(beside(s, s.som), 12), { ...how, channel: 'sms' });
		await withdraw(s.as(self(s.som), 13), { id: crypto.randomUUID(), person: s.som, purpose: 'notices' } as never);
		await tellPlainly(s, { must: true });
		await sendDue(s, 14, [carrier]);
		expect(handed).toEqual([]);
		expect((await standing(s, s.som))[0]).toEqual({ state: 'asks', why: 'letter', mark: 0 });
		await print(s, 15);
		await sayYesToWords(s, s.som, 20);
		const quiet = await tellPlainly(s, { must: true });
		const never = gateway(() => ({ refused: 'full', forgets: false }));
		for (const minutes of [21, 22]) await sendDue(s, minutes, [never.carrier]);
		for (const [n, minutes] of [60, 200, 400].entries())
			await tellThem(s.as(s.lua, minutes), { notice: quiet, tries: 1 + n, how: 'call', outcome: 'unheard' });
		expect((await waiting(s, 401)).map(({ notice }) => notice)).toEqual([quiet]);
	})
);

test(
	'another centre prints nothing of ours, reads no batch and says nothing of one; whoever holds no such right neither',
	scene(async (s) => {
		await goLive(s);
		await toGia(s);
		expect(await waiting({ ...s, lua: s.rang })).toEqual([]);
		expect(await printLetters(s.as(s.rang, 60), { id: crypto.randomUUID() })).toEqual({ batch: null, letters: 0 });
		const made = await print(s);
		const theirs = { batch: made };
		for (const refused of [
			() => batch(s.as(s.rang, 61), theirs),
			() => batchOnPaper(s.as(s.rang, 61), theirs),
			() => sayLetters(s.as(s.rang, 61), { ...theirs, how: 'posted' })
		])
			expect(await refusalOf(refused())).toBe('batch-unknown');
		expect(await refusalOf(batchOnPaper(s.as(s.sam, 61), theirs))).toBe('not-allowed');
		expect(
			await lookAs(s.as(s.rang, 62), ({ db }) => db`select from notice_letter union all select from notice_batch`)
		).toHaveLength(0);
	})
);
