import { beforeAll, expect, test } from 'vitest';
import { pathsListens } from '#capabilities/paths/listens.server.ts';
import { register } from '#platform/listen.server.ts';
import { atTheDoor, listen, outcomeOf, sayOn, seenBy, syncNow, visit } from './support/field.ts';
import { getUp, judgeAll, lookOn, sitBeside } from './support/certificates.ts';
import { hearIn } from './support/hear.ts';
import { scene } from './support/scene.ts';

// What was shown at a door is use of it: it moves the day of the next practice, and taken back it does not.

beforeAll(() => {
	listen();
	register(pathsListens);
});

test(
	'what somebody did by themselves at their door moves the day of the next practice, and a visit that was taken back moves it back',
	scene(async (s) => {
		const guide = await sitBeside(s, s.som, s.lua);
		await lookOn(s, guide, 'T5.3', 1);
		await judgeAll(s, guide, 'T5.3', 2);
		await getUp(s, guide, 3);
		const { clock, home, phone } = await atTheDoor(s);
		clock.ms += 10 * 60_000;
		const due = async () => {
			await seenBy(s);
			await hearIn(s, 'paths', clock.at);
			const read = await seenBy(s);
			return read<{ statement: string; step: number }[]>`
				select statement, step from refresher where person_id = ${s.som}`;
		};
		expect(await due()).toEqual([{ statement: 'T5.3', step: 0 }]);
		clock.days(3);
		const back = { card: 'book-visit', version: 1, said: 'full', did: 'none' };
		const taught = { person: s.som, topic: 'medical-booking', how: 'self', again: null, back };
		const { operation, visit: made } = await visit(phone, home, [s.som], { taught: [taught] });
		await syncNow(phone);
		expect(await outcomeOf(phone, operation)).toEqual(['done', 'applied', null]);
		expect(await due()).toEqual([{ statement: 'T5.3', step: 1 }]);
		await sayOn(phone, 'assistance.take-back-visit', { visit: made, needs: [] }, { household: home }, [operation]);
		await syncNow(phone);
		expect(await due()).toEqual([{ statement: 'T5.3', step: 0 }]);
	})
);
