import { afterAll, beforeAll, expect, test } from 'vitest';
import { wrongPerson } from '#capabilities/assistance/end.server.ts';
import { start } from '#capabilities/assistance/start.server.ts';
import { answer } from '#capabilities/cases/answer.server.ts';
import { casesListen } from '#capabilities/cases/listens.server.ts';
import { filingListens } from '#capabilities/filing/listens.server.ts';
import { show } from '#capabilities/cases/case-view.server.ts';
import { ticket } from '#capabilities/counter/board.server.ts';
import { callNext } from '#capabilities/counter/call.server.ts';
import { counterListens } from '#capabilities/counter/listens.server.ts';
import { takeTicket } from '#capabilities/counter/take-ticket.server.ts';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';
import { rightsOf } from '#program/roles.ts';
import { anyone, type Actor } from '#kernel/actor.ts';
import { deliverDue } from '#platform/deliver.server.ts';
import { register } from '#platform/listen.server.ts';
import { beTheWorker, commitHouse, sceneOf, type House } from './support/committed.ts';
import { refusalOf } from './support/scene.ts';
import { sitDown } from './support/story.ts';

// *Nhầm người*: two people of almost one name, and the wrong one's file is opened. With the listeners, as they run in the worker.

let house: House;
let done: () => Promise<void>;
beforeAll(async () => {
	done = await beTheWorker();
	register([...casesListen, ...filingListens(null), ...counterListens]);
	house = await commitHouse();
}, 120_000);
afterAll(async () => {
	register([]);
	await house.db.end();
	await done();
});

const resident = (subject: string): Actor => ({
	...anyone(new Set(rightsOf.resident)),
	kind: 'resident',
	id: subject,
	subject
});
const looksOf = async (person: string) =>
	(await myLooks(house.as(resident(person)), {})).rows.map(({ purpose }) => purpose);

test('what was typed is void, the turn comes back to its desk, and both people can read of it', async () => {
	const [wrong, right] = [house.person, house.namesake];
	const id = crypto.randomUUID();
	await takeTicket(house.as(house.kiosk), {
		id,
		centre: house.centre,
		matter: 'certification',
		procedure: null,
		priority: 'none'
	});
	expect((await callNext(house.as(house.guide), { desk: house.desks[0]! })).ticket).toBe(id);

	const sitting = await sitDown(sceneOf(house), '2.000635', 0, wrong, id);
	await answer(house.as(sitting.guide), { case: sitting.case, question: 'registered-at', raw: 'xã Mây Trắng' });
	await wrongPerson(house.as(sitting.guide), { session: sitting.session });
	while (await deliverDue({ ...house.base, clock: () => new Date() }));

	expect((await show(house.as(house.officer), { case: sitting.case })).file.stage).toBe('void');
	expect(
		await refusalOf(answer(house.as(sitting.guide), { case: sitting.case, question: 'copies', raw: '1' }))
	).toMatch(/case-stage|session-over|no-session/);
	expect(await ticket(house.as(house.guide), { ticket: id })).toMatchObject({ state: 'called' });
	expect(await looksOf(wrong)).toContain('wrong-person');
	expect(await looksOf(right)).toEqual([]);

	await start(house.as(house.guide), { id: crypto.randomUUID(), person: right, ticket: id });
	expect(await looksOf(right)).toEqual(['other-opened-first']);
	expect(await looksOf(wrong)).not.toContain('other-opened-first');
});
