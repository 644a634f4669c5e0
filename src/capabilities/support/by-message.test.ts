import { expect, test } from 'vitest';
import { hearMessage } from '#capabilities/data-rights/messages.server.ts';
import { myTold } from '#capabilities/notices/told.server.ts';
import { allInbound, inboundOf } from '#platform/inbound.ts';
import { hearFacts, sayYesToWords } from '#tests/support/told.ts';
import { scene, self, settleMore, type Scene } from '#tests/support/scene.ts';
import { sayOnTicket } from './go-on.server.ts';
import { showTicket, tickets } from './show.server.ts';

const text = (s: Scene, minutes: number, words: string, message: string, from = '0900000318') =>
	hearMessage({ ...s.base, now: s.as(s.lua, minutes).now }, { id: message, from, text: words });
const all = async (s: Scene, minutes: number) => (await tickets(s.as(s.lua, minutes), { view: 'all' })).rows;

test.each(['HỖ TRỢ', 'ho tro', 'Hotro', 'nhờ hỗ trợ với ạ', 'Gọi tôi', 'giúp tôi', 'gọi lại nhé'])(
	'“%s” asks that the team calls',
	(words) => {
		expect(allInbound().length).toBeGreaterThan(3);
		expect(inboundOf(words)?.name).toBe('support.ask');
	}
);

test.each(['thôi hỗ trợ', 'hỗ trợ cái máy này', 'không gọi tôi', 'thôi gọi'])('“%s” does not', (words) =>
	expect(inboundOf(words)?.name).not.toBe('support.ask')
);

test(
	'a brick phone asks: one ticket however often, also the same message twice; they hear by when somebody calls',
	scene(async (s) => {
		await sayYesToWords(s);
		expect(await text(s, 1, 'HỖ TRỢ', 'SMS-1')).toEqual({ ended: 1, why: null });
		expect(await text(s, 2, 'HỖ TRỢ', 'SMS-1')).toEqual({ ended: 1, why: null });
		const [one, ...more] = await all(s, 3);
		expect([one, more]).toMatchObject([
			{ name: 'Sương Thị Sớm', source: 'message', urgency: 'medium', owner: null, state: 'open' },
			[]
		]);
		await hearFacts(s, 4);
		const told = (await myTold(s.as(self(s.som), 5), {})).rows.filter(({ fact }) => fact === 'support.written');
		expect(told).toHaveLength(1);
		const { version } = await showTicket(s.as(s.lua, 6), { ticket: one!.id });
		const waits = { kind: 'waits' as const, words: 'Gọi không ai nghe.', until: null };
		await sayOnTicket(s.as(s.lua, 7), { id: crypto.randomUUID(), ticket: one!.id, version, ...waits });
		// Asked again it is the same one, and its clock runs again.
		await text(s, 30, 'gọi lại', 'SMS-2');
		const again = await showTicket(s.as(s.lua, 31), { ticket: one!.id });
		expect([again.state, again.clocks.solved.state, again.events.map(({ kind }) => kind)]).toEqual([
			'open',
			'runs',
			['said', 'waits', 'said']
		]);
		expect(await all(s, 32)).toHaveLength(1);
	})
);

test(
	'an unknown telephone, and one that several people share, asks for nobody',
	scene(async (s) => {
		expect(await text(s, 1, 'HỖ TRỢ', 'SMS-3', '0900000999')).toEqual({ ended: 0, why: 'phone-unknown' });
		await settleMore(s, 'Sương Văn Chung', 1960, { phone: '0900000318' });
		expect(await text(s, 2, 'HỖ TRỢ', 'SMS-4')).toEqual({ ended: 0, why: 'phone-shared' });
		expect(await all(s, 3)).toEqual([]);
	})
);
