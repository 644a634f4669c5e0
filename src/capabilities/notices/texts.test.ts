import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { waitingOf } from '#platform/asks.server.ts';
import { scene, refusalOf, type Scene } from '#tests/support/scene.ts';
import { gateway, mine, ready, sayYesToWords, sendDue, takes } from '#tests/support/told.ts';
import { previewText } from './preview-text.server.ts';
import { agreeText, dropText, putTextBack, text, texts, textToAgree, writeText } from './texts.server.ts';
import { toTell } from './told.server.ts';

const key = { fact: 'filing.ready', forAnother: false, locale: 'vi' as const };
const GOOD = 'việc của bác đã xong. Mời bác ra quầy lấy kết quả.';

const write = (
	s: Scene,
	words: string,
	{ seen = 0, minutes = 1, by = s.thach }: { seen?: number; minutes?: number; by?: Actor } = {}
) => writeText(s.as(by, minutes), { id: crypto.randomUUID(), ...key, seen, words });
const shown = (s: Scene) => text(s.as(s.thach, 50), key);
const waiting = async (s: Scene): Promise<string> =>
	(await shown(s)).versions.find(({ state }) => state === 'waits')!.id;
/** A second person, who leads too. */
const second = (s: Scene): Actor => ({ ...s.thach, id: s.mai.id });

test(
	'a text that was written goes out once a second person has agreed, and not before; an older one is put back by one',
	scene(async (s) => {
		await sayYesToWords(s);
		const own = (await shown(s)).now;
		await write(s, GOOD);
		expect(await shown(s)).toMatchObject({ now: own, latest: 1, versions: [{ state: 'waits', words: GOOD }] });
		const text1 = await waiting(s);
		expect(await refusalOf(agreeText(s.as(s.thach, 2), { text: text1 }))).toBe('text-own');
		// It waits for somebody else, and for nobody at another centre.
		const waits = async (actor: Actor) => (await waitingOf(s.as(actor, 2), [textToAgree])).get(textToAgree);
		expect([await waits(second(s)), await waits(s.thach), await waits({ ...second(s), centres: [2] })]).toEqual([
			1, 0, 0
		]);
		const { carrier, handed } = gateway(takes);
		await agreeText(s.as(second(s), 3), { text: text1 });
		expect(await shown(s)).toMatchObject({ now: GOOD, versions: [{ state: 'stands' }] });
		expect((await texts(s.as(s.thach, 4), { locale: 'vi' })).find(({ fact }) => fact === key.fact)).toMatchObject({
			words: GOOD,
			written: 1
		});
		await ready(s);
		await sendDue(s, 31, [carrier]);
		expect(handed[0]!.text).toMatch(new RegExp(`^Trung tâm xã Quảng Bình: ${GOOD} Mã tin \\d{4}\\.$`));
		await putTextBack(s.as(s.thach, 40), { id: crypto.randomUUID(), ...key, seen: 1, to: 0 });
		expect(await shown(s)).toMatchObject({ now: own, latest: 2, versions: [{ backTo: 0 }, { state: 'stood' }] });
		// What was sent is not changed by it.
		expect((await mine(s))[0]!.tries[0]!.words).toBe(handed[0]!.text);
		await putTextBack(s.as(s.thach, 41), { id: crypto.randomUUID(), ...key, seen: 2, to: 1 });
		expect((await shown(s)).now).toBe(GOOD);
	})
);

test(
	'whoever reads it aloud reads the words in force, and a text of another centre is its own',
	scene(async (s) => {
		await sayYesToWords(s);
		await write(s, GOOD);
		await agreeText(s.as(second(s), 2), { text: await waiting(s) });
		await ready(s);
		const { carrier } = gateway(() => ({ refused: 'phone is full', forgets: false }));
		for (const minutes of [31, 32]) await sendDue(s, minutes, [carrier]);
		expect((await toTell(s.as(s.lua, 40), {})).rows[0]!.words).toBe(GOOD);
		expect((await mine(s))[0]!.words).toBe(GOOD);
		const there = { ...s.thach, centres: [2] };
		expect((await text(s.as(there, 41), key)).versions).toEqual([]);
		expect(await refusalOf(dropText(s.as(there, 42), { text: (await shown(s)).versions[0]!.id }))).toBe('text-gone');
	})
);

test(
	'a second tab saves nothing over a text that moved; what waits falls, and nobody agrees to it any more',
	scene(async (s) => {
		await write(s, GOOD);
		expect(await refusalOf(write(s, `${GOOD} Cháu chờ.`))).toBe('text-moved');
		const first = await waiting(s);
		await write(s, `${GOOD} Cháu chờ.`, { seen: 1, minutes: 2 });
		expect(await refusalOf(agreeText(s.as(second(s), 3), { text: first }))).toBe('text-moved');
		const next = await waiting(s);
		await dropText(s.as(second(s), 4), { text: next });
		expect(await refusalOf(agreeText(s.as(second(s), 5), { text: next }))).toBe('text-moved');
		expect((await shown(s)).versions.map(({ state }) => state)).toEqual(['dropped', 'dropped']);
		// What nobody agreed to is never put back by one.
		const put = (to: number) => putTextBack(s.as(s.thach, 6), { id: crypto.randomUUID(), ...key, seen: 2, to });
		expect(await refusalOf(put(1))).toBe('text-gone');
		expect(await refusalOf(put(9))).toBe('text-gone');
	})
);

test(
	'rows themselves take no words by one hand: neither agreed to by whoever wrote them, nor put back unseen',
	scene(async (s) => {
		await write(s, GOOD);
		const id = await waiting(s);
		const own = s.base.db`update notice_text set agreed_by = written_by, agreed_at = written_at where id = ${id}`;
		await expect(
			(s.base.db as never as { savepoint: (w: () => unknown) => Promise<unknown> }).savepoint(() => own)
		).rejects.toThrow('notice_text_two');
	})
);

const bad: [string, string][] = [
	['link', 'xem ở bit.ly/abc'],
	['number', 'gọi 0900 000 318 nhé bác'],
	['number', 'gọi ０９００ ０００ ３１８'],
	['number', 'gọi 0\u200b9\u200b0\u200b0\u200b0\u200b0'],
	['number', 'फ़ोन ०९०००'],
	['asks', 'mời bác chuyển khoản lệ phí'],
	['asks', 'कृपया पैसे भेजें'],
	['procedure', 'thủ tục đăng ký khai tử của bác đã xong'],
	['letters', 'việc củа bác đã xong'],
	['blank', 'mời bác đến {nơi}'],
	['blank', 'mời bác đến {day'],
	['empty', '  '],
	['long', 'bác '.repeat(90)]
];
test(
	'what a word of ours never holds is kept by nobody, however it is typed, and the preview says what is wrong',
	scene(async (s) => {
		for (const [fault, words] of bad) {
			expect(await refusalOf(write(s, words)), words).toBe('text-faulty');
			expect((await previewText(s.as(s.thach, 2), { ...key, words })).faults, words).toContain(fault);
		}
		expect((await shown(s)).versions).toEqual([]);
	})
);

test(
	'each way is shown as it arrives: with and without marks, in parts; a blank is named in the text’s own language',
	scene(async (s) => {
		const booked = { fact: 'readiness.booked', forAnother: false, locale: 'vi' as const };
		const now = (await text(s.as(s.thach), booked)).now;
		expect(now).toContain('{ngày}');
		const seen = await previewText(s.as(s.thach), { ...booked, words: now });
		expect(seen).toMatchObject({ faults: [], typed: now, before: 'Trung tâm xã Quảng Bình:', after: 'Mã tin 0000.' });
		const way = (name: string) => seen.ways.find(({ way: one }) => one === name)!;
		expect(way('sms')).toMatchObject({ goes: true, price: null });
		expect(way('sms').words).toContain('thứ Ba, 21 tháng 7');
		expect(way('sms-plain').words).toMatch(/^Trung tam xa Quang Binh: .*thu Ba, 21 thang 7/);
		expect(way('sms-plain').parts!).toBeLessThan(way('sms').parts!);
		expect(way('push').words).toBe('Có tin mới từ Trung tâm.');
		expect(way('zalo').words).toBeNull();
		expect(way('call').words).not.toContain('Mã tin');
		// Whatever language its blanks are named in, it is the same text.
		expect(
			await refusalOf(
				writeText(s.as(s.thach, 1), {
					id: crypto.randomUUID(),
					...booked,
					seen: 0,
					words: now.replace('{ngày}', '{day}')
				})
			)
		).toBe('text-same');
	})
);
