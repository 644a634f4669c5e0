import { expect, test } from 'vitest';
import { findOpenSession } from '#capabilities/assistance/session.server.ts';
import { start } from '#capabilities/assistance/start.server.ts';
import { end } from '#capabilities/assistance/end.server.ts';
import { inSession } from '#capabilities/cases/case-view.server.ts';
import { keepSession, offeredToMe, offerSession, takers, takeSession } from '#capabilities/assistance/offer.server.ts';
import { asRefusal } from '#platform/broken-rules.ts';
import { deskId } from '#seed/house.ts';
import { sit } from '#tests/support/enter.ts';
import { device, listener, refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { sitDown } from '#tests/support/story.ts';
import { desk } from './board.server.ts';
import { callNext } from './call.server.ts';
import { followSession } from './follow-session.server.ts';
import { takeTicket } from './take-ticket.server.ts';

// "Bàn giao": another guide goes on with the same person, file and number, and nothing changes hands before they have said yes.

const desk2 = deskId('desk-2');

/** Bác Sớm was called and sits at Lúa's desk with a file open; Mai sits at hers. */
async function sitting(s: Scene) {
	await sit(s, 'mai', 'desk-2');
	const context = s.as(device('kiosk'));
	const input = { id: crypto.randomUUID(), centre: 1, matter: 'certification', procedure: null, priority: 'none' };
	const { ticket } = await takeTicket(context, input as never);
	await callNext(s.as(s.lua, 1), { desk: s.lua.desk! });
	return { ...(await sitDown(s, '2.000635', 2, s.som, ticket)), ticket };
}

test(
	'whoever is asked goes on at their desk: same session, same file, same number; the other has nothing open any more',
	scene(async (s) => {
		const { session, guide, case: file, ticket } = await sitting(s);
		// A leader who sits at a desk sits beside nobody: they are not asked.
		await sit(s, 'thach', 'desk-3');
		expect(await takers(s.as(guide, 3), {})).toMatchObject([{ id: s.mai.id, desk: desk2, busy: false }]);
		await offerSession(s.as(guide, 3), { session, to: s.mai.id! });
		// Until the yes it is where it was, and no name is shown to whoever is asked.
		expect((await findOpenSession(s.base, session))?.helperId).toBe(s.lua.id);
		const [asked, ...more] = await offeredToMe(s.as(s.mai, 3), {});
		expect([asked?.session, asked?.ticket, more]).toEqual([session, ticket, []]);
		expect(JSON.stringify(asked)).not.toContain('Sớm');
		expect(await offeredToMe(s.as(s.lua, 3), {})).toEqual([]);

		await takeSession(s.as(s.mai, 4), { session });
		expect(await findOpenSession(s.base, session)).toMatchObject({
			helperId: s.mai.id,
			deskId: desk2,
			caseId: file,
			ticketId: ticket,
			offeredTo: null,
			endedAt: null
		});
		const hers = { ...s.mai, session, subject: s.som, authority: 'present' as const };
		expect((await inSession(s.as(hers, 5), {}))?.file.id).toBe(file);
		expect(await refusalOf(end(s.as(guide, 5), { session, reason: 'done' }))).toBe('no-session');

		await followSession(s.as(listener(['counter.follow-session']), 5), { ticket, desk: desk2 });
		expect((await desk(s.as(s.mai, 6), { desk: desk2 })).serving?.id).toBe(ticket);
		expect((await desk(s.as(s.lua, 6), { desk: s.lua.desk! })).serving).toBeNull();
		// Said once: the second press is too late.
		expect(await refusalOf(takeSession(s.as(s.mai, 7), { session }))).toBe('offer-gone');
	})
);

test(
	'who was not asked takes nothing; taken back, ended or asked of another it is gone; the busy and the absent are not asked',
	scene(async (s) => {
		const { session, guide } = await sitting(s);
		expect(await refusalOf(takeSession(s.as(s.mai, 3), { session }))).toBe('offer-gone');
		expect(await refusalOf(offerSession(s.as(guide, 3), { session, to: s.sam.id! }))).toBe('nobody-there');
		expect(await refusalOf(offerSession(s.as(guide, 3), { session, to: guide.id! }))).toBe('nobody-there');
		await offerSession(s.as(guide, 3), { session, to: s.mai.id! });
		await keepSession(s.as(guide, 4), { session });
		expect(await offeredToMe(s.as(s.mai, 4), {})).toEqual([]);
		expect(await refusalOf(takeSession(s.as(s.mai, 4), { session }))).toBe('offer-gone');
		// Asked again; meanwhile Mai began with somebody else.
		await offerSession(s.as(guide, 5), { session, to: s.mai.id! });
		await start(s.as(s.mai, 6), { id: crypto.randomUUID(), person: s.gia, ticket: null });
		const two = await takeSession(s.as(s.mai, 7), { session }).catch(asRefusal);
		expect(two).toMatchObject({ code: 'helping-another' });
		expect(await refusalOf(offerSession(s.as(guide, 7), { session, to: s.mai.id! }))).toBe('taker-busy');
		await end(s.as(guide, 8), { session, reason: 'done' });
		expect(await offeredToMe(s.as(s.mai, 8), {})).toEqual([]);
	})
);
