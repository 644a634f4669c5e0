import { expect, test } from 'vitest';
import { anyone, type Actor } from '#kernel/actor.ts';
import { rightsOf } from '#program/roles.ts';
import { scene, self } from '#tests/support/scene.ts';
import { sitDown } from '#tests/support/story.ts';
import { deskId } from '#seed/house.ts';
import { answerHelp, askHelp, deskCalls } from './move.server.ts';
import { end } from '#capabilities/assistance/end.server.ts';
import { giveBack, handOver, sayWrong, typing } from '#capabilities/assistance/keyboard.server.ts';
import { mine, sitting } from '#capabilities/assistance/session.server.ts';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';

// What is pressed on the second screen reaches the session and the desk it stands on, and no other.

test(
	'“Chưa đúng” stands in the session with its moment; who calls stands at that desk until somebody has seen it',
	scene(async (s) => {
		const { session, guide } = await sitDown(s, '2.000635');
		const screen: Actor = {
			...anyone(new Set(rightsOf['second-screen'])),
			...{ kind: 'device', id: crypto.randomUUID(), centres: [1], desk: deskId('guide-1') },
			...{ session, subject: guide.subject, authority: 'present' }
		};
		await handOver(s.as(guide, 1), { session, to: 'screen' });
		expect(await typing(s.as(screen, 2), {})).toEqual({ told: true });
		expect(await typing(s.as({ ...screen, session: null }, 2), {})).toEqual({ told: false });
		await giveBack(s.as(screen, 3), { session });
		expect((await mine(s.as(guide, 3), {}))!.session).toMatchObject({ hands: 'guide', wrongAt: null });
		const said = s.as(screen, 4);
		await sayWrong(said, { session });
		expect((await mine(s.as(guide, 5), {}))!.session.wrongAt).toEqual(said.now);

		// An open page asks how it stands all the time: nobody is looked at by that.
		const looked = async () => (await myLooks(s.as(self(guide.subject!), 5), { page: 0 })).whole;
		const before = await looked();
		expect(await sitting(s.as(guide, 5), {})).toMatchObject({ id: session, hands: 'guide' });
		expect(await sitting(s.as({ ...guide, session: null }, 5), {})).toBeNull();
		expect(await looked()).toBe(before);

		const call = crypto.randomUUID();
		await askHelp(s.as(screen, 6), { id: call, where: 'second-screen' });
		const atDesk: Actor = { ...guide, desk: deskId('guide-1') };
		expect((await deskCalls(s.as(atDesk, 7), {})).map(({ id }) => id)).toEqual([call]);
		expect(await deskCalls(s.as({ ...guide, desk: deskId('desk-1') }, 7), {})).toEqual([]);
		expect(await deskCalls(s.as({ ...guide, desk: null }, 7), {})).toEqual([]);
		expect(await deskCalls(s.as(atDesk, 70), {})).toEqual([]);
		await answerHelp(s.as(atDesk, 8), { call });
		expect(await deskCalls(s.as(atDesk, 9), {})).toEqual([]);
		await end(s.as(guide, 10), { session, reason: 'done' });
	})
);
