import { beforeAll, expect, test } from 'vitest';
import { atTheDoor, laterIn, listen, sayOn, syncNow, visit, yesTo } from '#tests/support/field.ts';
import { beside, refusalOf, scene, self } from '#tests/support/scene.ts';
import { withdraw } from '#capabilities/privacy/consents.server.ts';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';
import { correctPerson } from '#capabilities/residents/correct-person.server.ts';
import { settleOperation } from './box.server.ts';
import { openWord } from './open-word.server.ts';

// What waits for a person is opened before it is decided on: what was said, and what stands in its place.

beforeAll(listen);
const id = (): string => crypto.randomUUID();

test(
	'of two who wrote otherwise both values are there, and opening them is a look; what is settled opens no more',
	scene(async (s) => {
		const { clock, home, phone } = await atTheDoor(s);
		const later = laterIn(s, clock.at);
		const facts = { name: 'Thông Văn Già', birthYear: 1948, birthDate: null, gender: 'male', hamlet: 'thôn Gò Nắng' };
		const was = { name: 'Thông Văn Già', birth: '1948', gender: 'male', hamlet: 'thôn Gò Nắng' };
		const said = (hamlet: string, source = 'said') => ({ person: s.gia, ...facts, was, source, hamlet });
		const lost = await sayOn(phone, 'residents.correct', said('thôn Đầm Sen'), { household: home, people: [s.gia] });
		await correctPerson(s.as(s.mai), said('thôn Bến Gió', 'paper') as never);
		await syncNow(phone);
		const opened = await openWord(later(s.thach), { operation: lost });
		expect(opened).toMatchObject({
			people: [{ id: s.gia, name: 'Thông Văn Già' }],
			both: [{ part: 'residents.field-hamlet', said: 'thôn Đầm Sen', stands: 'thôn Bến Gió', at: null }]
		});
		expect((await myLooks(later(self(s.gia)), { page: 0 })).rows[0]).toMatchObject({ what: 'door-word' });
		expect(await refusalOf(openWord(later(s.rang), { operation: lost }))).not.toBeNull();
		await settleOperation(later(s.thach), { operation: lost, accept: false });
		expect(await refusalOf(openWord(later(s.thach), { operation: lost }))).toBe('operation-settled');
	})
);

test(
	'a yes that did not know of a no stands beside it with its hour; of what was refused it is read what was said',
	scene(async (s) => {
		const { clock, home, phone } = await atTheDoor(s);
		const later = laterIn(s, clock.at);
		const { operation, sessionOf } = await visit(phone, home, [s.som]);
		const about = { household: home, people: [s.som], session: sessionOf(s.som) };
		await sayOn(phone, 'privacy.ask-consent', yesTo(s.som), about, [operation]);
		await syncNow(phone);
		await withdraw(later(beside(s, s.som)), { id: id(), purpose: 'campaign-visit' });
		const yes = await sayOn(phone, 'privacy.ask-consent', yesTo(s.som), about, [operation]);
		const need = {
			id: id(),
			person: s.som,
			kind: 'sim',
			urgency: 'this-week',
			source: 'door',
			note: 'gọi con trai trước'
		};
		await sayOn(phone, 'assistance.record-need', { ...need, note: null }, { household: home, people: [s.som] });
		const again = await sayOn(
			phone,
			'assistance.record-need',
			{ ...need, id: id() },
			{ household: home, people: [s.som] }
		);
		for (let n = 0; n < 3; n++) await syncNow(phone);
		const opened = await openWord(later(s.thach), { operation: yes });
		expect(opened.both).toEqual([
			{ part: 'privacy.consent-campaign-visit', said: 'given', stands: 'withdrawn', at: expect.any(Date) }
		]);
		const refused = await openWord(later(s.thach), { operation: again });
		expect([refused.both, refused.input]).toMatchObject([[], { kind: 'sim', note: 'gọi con trai trước' }]);
	})
);
