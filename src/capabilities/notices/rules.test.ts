import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf, timeOf } from '#kernel/day.ts';
import { channels, trySaids, type Channel } from './answers.ts';
import { nextHour, USUAL_HOURS } from './rules-hours.ts';
import { markOf, nextStep, type Facing, type Made } from './rules-ladder.ts';
import { readCode, readEnd, dialled } from './rules-telephone.ts';
import { faultsOf } from './rules-text.ts';

const moments = fc.date({
	min: new Date('2026-01-01T00:00:00Z'),
	max: new Date('2027-12-31T00:00:00Z'),
	noInvalidDate: true
});
const hours = fc
	.record({
		fromHour: fc.integer({ min: 6, max: 18 }),
		toHour: fc.integer({ min: 8, max: 21 }),
		noonRest: fc.boolean()
	})
	.filter(({ fromHour, toHour }) => toHour - fromHour >= 2);

test('the next hour is never in the past, is one in which they may be reached, and is itself its next', () => {
	fc.assert(
		fc.property(moments, hours, (now, said) => {
			const at = nextHour(now, said);
			expect(at.getTime()).toBeGreaterThanOrEqual(now.getTime());
			expect(nextHour(at, said)).toEqual(at);
			const time = timeOf(at);
			expect(time >= `${String(said.fromHour).padStart(2, '0')}:00`).toBe(true);
			expect(time < `${String(said.toHour).padStart(2, '0')}:00`).toBe(true);
			if (said.noonRest) expect(time >= '11:30' && time < '13:30').toBe(false);
			// At most until the morning after.
			expect(at.getTime() - now.getTime()).toBeLessThan(24 * 3_600_000);
		})
	);
});

const texts = new Set<Channel>(['sms', 'sms-2']);
const ways = fc.subarray(['letter', 'zalo', 'sms', 'sms-2', 'email'] as Channel[], { minLength: 0 });
const made = fc.array(
	fc.record({
		channel: fc.constantFrom(...channels),
		said: fc.constantFrom(...trySaids),
		handedAt: moments,
		again: fc.integer({ min: 0, max: 5 })
	}) as fc.Arbitrary<Made>,
	{ maxLength: 5 }
);
const facing = fc.record({
	now: moments,
	must: fc.boolean(),
	until: fc.option(moments, { nil: null }),
	may: fc.constantFrom('yes', 'no-yes', 'barred', 'gone'),
	hours,
	ways,
	wantsCall: fc.boolean(),
	...{ letter: fc.boolean(), phone: fc.boolean(), stopped: fc.boolean() },
	live: fc.boolean(),
	dear: fc.subarray(['letter', 'zalo', 'sms', 'sms-2', 'email'] as Channel[]).map((all) => new Set(all)),
	keepIds: fc.constantFrom(new Set<Channel>(), new Set<Channel>(['sms'])),
	made,
	today: fc.integer({ min: 0, max: 9 })
}) as fc.Arbitrary<Facing>;

test('whatever happened, a step is one that they may be taken: no way twice, none in quiet hours, none without a yes, none past its day', () => {
	fc.assert(
		fc.property(facing, (now) => {
			const step = nextStep(now);
			if (step.do === 'hand') {
				expect(step.channel).not.toBe('letter');
				expect(now.may).toBe('yes');
				expect(now.live).toBe(true);
				expect(nextHour(now.now, now.hours)).toEqual(now.now);
				expect(now.made.some(({ channel }) => channel === step.channel)).toBe(false);
				// Nobody gets two texts: the second way follows where the first certainly sent nothing.
				if (texts.has(step.channel))
					for (const { channel, said } of now.made)
						if (texts.has(channel)) expect(['refused', 'unsent']).toContain(said);
				expect(now.ways).toContain(step.channel);
				expect(now.until === null || now.now < now.until).toBe(true);
				expect(now.must || now.today < 3).toBe(true);
				// No money is left for it: only what has to be heard goes by it.
				expect(now.must || !now.dear.has(step.channel)).toBe(true);
			}
			if (step.do === 'again') {
				const last = now.made.at(-1)!;
				expect(['handed', 'silent', 'unsent']).toContain(last.said);
				// What certainly did not go would cost now.
				if (last.said === 'unsent') expect(now.must || !now.dear.has(last.channel)).toBe(true);
				// What may have gone is asked again only where an id is kept, on its day.
				if (last.said !== 'unsent') {
					expect(now.keepIds.has(last.channel)).toBe(true);
					// Not in its last minutes: the clock of the gateway may be another.
					for (const minutes of [0, 4])
						expect(dayOf(last.handedAt)).toBe(dayOf(new Date(now.now.getTime() + minutes * 60_000)));
				}
			}
			if (step.do === 'wait') expect(step.until.getTime()).toBeGreaterThan(now.now.getTime());
			// What has to be heard is dropped only where its day is over, or they want nothing.
			if (step.do === 'over' && now.must) expect(['too-late', 'gone']).toContain(step.why);
		}),
		{ numRuns: 2000 }
	);
});

test('whatever happened, a letter is written to whom one finds, who may be told and is not reached otherwise; once, and on no trial', () => {
	const written = (now: Facing): boolean => {
		const step = nextStep(now);
		return step.do === 'ask' && step.why === 'letter';
	};
	fc.assert(
		fc.property(facing, (now) => {
			fc.pre(written(now));
			expect([now.letter, now.live]).toEqual([true, true]);
			expect(now.may === 'yes' || (now.may === 'no-yes' && now.must)).toBe(true);
			expect(now.made.some(({ channel }) => channel === 'letter')).toBe(false);
			expect(now.until === null || now.now < now.until).toBe(true);
			expect(now.ways.includes('letter') || !now.phone || (now.may === 'no-yes' && now.stopped)).toBe(true);
			expect(now.must || !now.dear.has('letter')).toBe(true);
		}),
		{ numRuns: 400 }
	);
});

test('paper is for whom no telephone reaches, for whoever stopped texts and for whoever chose it; never about a day that it would miss', () => {
	const at = new Date('2026-07-14T15:00:00Z');
	const base: Facing = {
		...{ now: at, must: true, until: null, may: 'yes', hours: USUAL_HOURS, live: true, ways: [], dear: new Set() },
		...{ wantsCall: false, letter: true, phone: true, stopped: false, keepIds: new Set(), made: [], today: 0 }
	};
	const why = (more: Partial<Facing>) => {
		const step = nextStep({ ...base, ...more });
		return step.do === 'ask' ? step.why : step.do;
	};
	const inDays = (days: number) => new Date(at.getTime() + days * 86_400_000);
	// At ten in the evening: a letter wakes nobody.
	expect(why({ phone: false })).toBe('letter');
	expect(why({ phone: false, until: inDays(1) })).toBe('letter');
	expect(why({ phone: false, letter: false, now: new Date('2026-07-14T03:00:00Z') })).toBe('no-way');
	expect(why({ phone: false, must: false, now: new Date('2026-07-14T03:00:00Z') })).toBe('over');
	expect(why({ may: 'no-yes', stopped: true })).toBe('letter');
	expect(why({ may: 'no-yes', stopped: true, until: inDays(1) })).toBe('no-yes');
	// Whoever was never asked has stopped nothing: they are called.
	expect(why({ may: 'no-yes' })).toBe('no-yes');
	expect(why({ ways: ['letter', 'sms'], must: false })).toBe('letter');
	expect(why({ ways: ['letter', 'sms'], must: false, dear: new Set(['letter', 'sms']) })).toBe('wait');
	expect(why({ ways: ['letter', 'sms'], until: inDays(1), now: new Date('2026-07-14T03:00:00Z') })).toBe('hand');
	expect(why({ live: false, phone: false, letter: false })).toBe('trial');
	const back: Made = { channel: 'letter', said: 'failed', handedAt: at, again: 0 };
	const noon = new Date('2026-07-15T03:00:00Z');
	expect(why({ phone: false, made: [back], now: noon })).toBe('letter-back');
	expect(why({ ways: ['letter', 'sms'], made: [back], now: noon })).toBe('hand');
});

test('each mark is at least as high as what came before it on its way', () => {
	expect(['handed', 'taken', 'arrived', 'read'].map((said) => markOf(said as never))).toEqual([0, 1, 2, 3]);
	expect(nextHour(new Date('2026-07-14T05:00:00Z'), USUAL_HOURS)).toEqual(new Date('2026-07-14T06:30:00Z'));
});

test('what ours never have is found, however it is typed', () => {
	const fault = (text: string) => faultsOf(text, ['day'], ['Khuyết tật', 'Đăng ký khai tử']);
	expect(fault('việc của bác đã xong. Mời bác đến {day}.')).toEqual([]);
	expect(fault('xem tại bit.ly/abc')).toContain('link');
	expect(fault('vào dichvucong.gov.vn')).toContain('link');
	expect(fault('gọi 0900 000 318')).toContain('number');
	expect(fault('số 0 9 0 0 0')).toContain('number');
	expect(fault('mời bác chuyển khoản')).toContain('asks');
	expect(fault('đọc mã OTP cho cháu')).toContain('asks');
	expect(fault('hồ sơ KHUYẾT TẬT của bác')).toContain('procedure');
	expect(fault('đến {nơi}')).toContain('blank');
	expect(fault('{day')).toContain('blank');
	expect(fault(' ')).toContain('empty');
	expect(fault('a'.repeat(301))).toContain('long');
});

test.each([
	...[
		'xem vidu.vn',
		'xem vi-du.example/a',
		'VIDU.VN',
		'vidu．vn',
		'vidu。vn',
		'vidu․vn',
		'vidu\u200b.vn',
		'http : //a'
	],
	...[
		'vidu .vn',
		'vidu. vn',
		'vidu . com',
		'vidu chấm vn',
		'vidu (chấm) com chấm vn',
		'vidu dot com',
		'vidu(.)vn',
		'vidu[.]vn'
	],
	...['विदु डॉट कॉम', 'ten@vidu', 'tên ＠ vidu', 'tên a còng vidu']
])('an address is one however it is written: %s', (text) => {
	expect(faultsOf(`mời bác ${text}`, [], [])).toContain('link');
});

test.each([
	...['0900000318', '０９００００', '0 9 0 0 0', '09.000', '0-9-0-0-0', '09/00/00', '0_9_0_0_0', '0 – 9 – 0 – 0 – 0'],
	...['०९०००', '0९0०0', '①②③④⑤', '0️⃣9️⃣0️⃣0️⃣0️⃣', '0\u200b9\u200b0\u200b0\u200b0', '(09) 000']
])('five digits in a row are a number, whatever parts them and in whatever signs: %s', (text) => {
	expect(faultsOf(`mời bác gọi ${text}`, [], [])).toContain('number');
});

test.each([
	'mời bác ra quầy 12 lúc 9 giờ 30, ngày 14 tháng 7.',
	'giấy đã xong. Vẫn nhận giờ trưa. Mời bác đến.',
	'mời bác mang giấy, v.v. rồi ra quầy.',
	'your papers are done. Come to desk 12 at 9.30.',
	'आपके कागज़ तैयार हैं। काउंटर 12 पर आइए।'
])('what is neither is none: %s', (text) => {
	expect(faultsOf(text, [], [])).toEqual([]);
});

const now = new Date('2026-07-14T03:00:00Z');
const asking: Facing = {
	...{
		now,
		must: true,
		until: null,
		may: 'yes',
		hours: USUAL_HOURS,
		live: true,
		ways: ['sms'],
		dear: new Set(),
		wantsCall: false,
		...{ letter: false, phone: true, stopped: false }
	},
	...{ keepIds: new Set<Channel>(['sms']), today: 0 },
	made: [{ channel: 'sms', said: 'silent', handedAt: new Date(now.getTime() - 10 * 60_000), again: 0 }]
};

test('what was silent or did not go is asked after only where its way still leads: on trial that is to nobody but staff', () => {
	const made = (said: Made['said']) => asking.made.map((one) => ({ ...one, said }));
	for (const said of ['silent', 'handed', 'unsent'] as const) {
		expect([said, nextStep({ ...asking, made: made(said) })]).toEqual([said, { do: 'again' }]);
		expect([said, nextStep({ ...asking, made: made(said), ways: [], live: false }).do]).toEqual([said, 'ask']);
		// The centre sends, and they chose another way since.
		expect([said, nextStep({ ...asking, made: made(said), ways: ['email'] }).do]).not.toEqual([said, 'again']);
	}
});

test('a code and the end of a telephone are read however they are parted', () => {
	expect([readCode('7 3 1 5'), readCode('7315.'), readCode('731'), readCode('73155')]).toEqual([
		'7315',
		'7315',
		null,
		null
	]);
	expect([readEnd('318'), readEnd('+84 900 000 318'), readEnd('18')]).toEqual(['318', '318', null]);
	expect(dialled('0900.000.318')).toBe('+84900000318');
});
