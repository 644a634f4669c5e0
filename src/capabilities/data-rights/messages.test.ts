import { expect, test } from 'vitest';
import { cardPhotosListen } from '#capabilities/cases/drop-card-photos.server.ts';
import { letFollow, myMandates } from '#capabilities/mandates/mandates.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { plain } from '#kernel/plain.ts';
import { allInbound, inboundOf } from '#platform/inbound.ts';
import { scene, self, type Scene } from '#tests/support/scene.ts';
import { sitDown } from '#tests/support/story.ts';
import { sayYesToWords } from '#tests/support/told.ts';
import { settle } from '#seed/house.ts';
import { callList } from '#capabilities/privacy/call-list.server.ts';
import { askConsent, myConsents, withdraw } from '#capabilities/privacy/consents.server.ts';
import { hearMessage } from './messages.server.ts';
import { phoneOf } from './rules-messages.ts';

const id = (): string => crypto.randomUUID();

test.each([
	['THÔI NHỜ', 'mandates.stop'],
	['thoi nho.', 'mandates.stop'],
	['  Huỷ  uỷ quyền ', 'mandates.stop'],
	['Thôi gọi', 'data-rights.calls'],
	['STOP goi', 'data-rights.calls'],
	['thôi đồng ý', 'data-rights.everything'],
	['Thôi nhờ cháu nhé', 'mandates.stop'],
	['THÔI NHỜ ạ', 'mandates.stop'],
	['dừng gọi', 'data-rights.calls'],
	['thôi cho gọi', 'data-rights.calls'],
	['rút đồng ý', 'data-rights.everything'],
	['THÔI TIN', 'notices.stop'],
	['thoi nhan tin nua nhe', 'notices.stop'],
	['STOP', 'notices.stop'],
	['DỪNG', 'notices.stop'],
	['thôi', 'notices.stop'],
	['Thôi cháu nhé.', 'notices.stop']
])('"%s" is understood, by one room', (text, name) => {
	expect(inboundOf(text)?.name).toBe(name);
	expect(allInbound().filter(({ says }) => says.some((one) => one.test(plain(text))))).toHaveLength(1);
});
test.each([
	'',
	'nhờ',
	'đừng thôi nhờ',
	'thôi nhờ cô Lúa việc khác',
	'gọi cho tôi',
	'không đồng ý',
	'đừng dừng',
	'Đúng ạ',
	'dung',
	'Đúng, đồng ý',
	'dùng',
	'thôi nhờ thôi gọi',
	'123456'
])('"%s" ends nothing', (text) => expect(inboundOf(text)).toBeUndefined());
test('a number is the same however an operator writes it', () =>
	expect(['+84900000318', '84 900 000 318', '0900.000.318'].map(phoneOf)).toEqual(Array(3).fill('0900000318')));

test(
	'a message from her own telephone ends what she asked for, once; a shared telephone, other words and strangers end nothing',
	scene(async (s) => {
		const { guide } = await sitDown(s, '2.000635');
		const ask = () =>
			letFollow(s.as(guide, 2), { id: id(), agent: s.gia, until: 'open', evidence: 'said', readAloud: true });
		const hear = (message: object) =>
			hearMessage(
				{ ...s.base, now: s.as(s.lua, 9).now },
				{ id: id(), from: '+84900000318', text: 'Thôi nhờ', ...message }
			);
		await ask();
		expect(await hear({ text: 'thôi nhờ cô Lúa việc khác' })).toEqual({ ended: 0, why: 'not-understood' });
		expect(await hear({ from: '0911111111' })).toEqual({ ended: 0, why: 'phone-unknown' });
		const message = { id: 'm-1', text: 'THOI NHO' };
		expect(await hear(message)).toEqual({ ended: 1, why: null });
		expect(await hear(message)).toEqual({ ended: 1, why: null });
		expect(await myMandates(s.as(self(s.som), 10), {})).toEqual([]);
		expect((await s.base.db`select from journal where command = 'mandates.revoke-by-message'`).length).toBe(1);
		await settle(s.base, s.as(s.lua).now, {
			name: 'Gió Văn Bền',
			birth: 1975,
			gender: 'male',
			number: null,
			phone: '0900000318',
			hamlet: 'thôn Bến Gió',
			needs: []
		});
		expect(await hear({ id: 'm-2' })).toEqual({ ended: 0, why: 'phone-shared' });
		// That nothing shall be sent is said of the telephone, whoever shares it.
		await sayYesToWords(s);
		expect(await hear({ id: 'm-3', text: 'STOP' })).toEqual({ ended: 1, why: null });
		expect(await hear({ id: 'm-3', text: 'STOP' })).toEqual({ ended: 1, why: null });
	})
);

/** She says yes at the counter to two calls and to a photo of her card. */
async function yesToThree(s: Scene): Promise<void> {
	const beside: Actor = { ...s.lua, session: id(), subject: s.som, authority: 'present' };
	for (const purpose of ['campaign-call', 'follow-up-call', 'photo-of-card'] as const)
		await askConsent(s.as(beside, 1), {
			id: id(),
			person: s.som,
			purpose,
			version: 1,
			answer: 'given',
			readAloud: true
		});
}
const text = (s: Scene, words: string, message = id(), minutes = 9) =>
	hearMessage({ ...s.base, now: s.as(s.lua, minutes).now }, { id: message, from: '0900000318', text: words });
const yes = async (s: Scene): Promise<string[]> =>
	(await myConsents(s.as(self(s.som), 60), {}))
		.filter(({ stands }) => stands === 'given')
		.map(({ purpose }) => purpose)
		.toSorted();

test(
	'what was allowed is taken back by two words: calls alone, or everything; a list is empty at once, a photo goes',
	scene(async (s) => {
		await yesToThree(s);
		expect((await callList(s.as(s.thach, 2), { purpose: 'campaign-call' })).rows.length).toBe(1);
		expect(await text(s, 'Thôi gọi')).toEqual({ ended: 2, why: null });
		expect(await yes(s)).toEqual(['photo-of-card']);
		expect((await callList(s.as(s.thach, 10), { purpose: 'campaign-call' })).rows).toEqual([]);
		expect(await text(s, 'thoi dong y', id(), 11)).toEqual({ ended: 1, why: null });
		expect(await yes(s)).toEqual([]);
		expect(cardPhotosListen.flatMap(({ hears }) => hears)).toContain('data-rights.withdraw-by-message');
		expect(await text(s, 'thoi dong y', id(), 12)).toEqual({ ended: 0, why: null });
	})
);

test(
	'an old message that is passed on again does not take back what was allowed anew',
	scene(async (s) => {
		await yesToThree(s);
		const message = id();
		expect(await text(s, 'THÔI GỌI', message)).toEqual({ ended: 2, why: null });
		const beside: Actor = { ...s.lua, session: id(), subject: s.som, authority: 'present' };
		const again = {
			id: id(),
			person: s.som,
			purpose: 'campaign-call',
			version: 1,
			answer: 'given',
			readAloud: true
		} as const;
		await askConsent(s.as(beside, 20), again);
		expect(await text(s, 'THÔI GỌI', message, 21)).toEqual({ ended: 2, why: null });
		expect(await yes(s)).toEqual(['campaign-call', 'photo-of-card']);
		await withdraw(s.as(self(s.som), 22), { id: id(), purpose: 'campaign-call' });
		expect(await yes(s)).toEqual(['photo-of-card']);
	})
);
