import { expect, test } from 'vitest';
import { myTold } from '#capabilities/notices/told.server.ts';
import { mergeTicket } from '#capabilities/support/merge.server.ts';
import { showTicket } from '#capabilities/support/show.server.ts';
import { openTicket } from '#capabilities/support/write.server.ts';
import { hearFacts, sayYesToWords } from '#tests/support/told.ts';
import { scene, self, type Scene } from '#tests/support/scene.ts';
import { openIncident } from './open.server.ts';
import { endIncident } from './over.server.ts';
import { showIncident } from './show.server.ts';
import { joinTickets } from './tickets.server.ts';

const id = (): string => crypto.randomUUID();
const open = (s: Scene, minutes: number) =>
	openIncident(s.as(s.lua, minutes), { id: id(), system: 'portal', since: null, words: null });
const seen = async (s: Scene, incident: string, minutes: number) => ({
	incident,
	version: (await showIncident(s.as(s.lua, minutes), { incident })).version
});
const end = async (s: Scene, incident: string, minutes: number) =>
	endIncident(s.as(s.mai, minutes), await seen(s, incident, minutes));

test(
	'whoever is of the register hears that what they asked about works again; what stands under another matter is answered with that one',
	scene(async (s) => {
		await sayYesToWords(s);
		const of = (system: 'portal' | 'printer', minutes: number) =>
			openTicket(s.as(s.lua, minutes), {
				...{ id: id(), system, source: 'phone', stuck: 'one', due: 'today', person: s.som, fault: null },
				...{ caller: null, phone: null, words: 'Không chạy.' }
			});
		const [hers, printer, moved] = [await of('portal', 0), await of('printer', 1), await of('portal', 2)];
		const { id: incident } = await open(s, 3);
		await joinTickets(s.as(s.lua, 4), { ...(await seen(s, incident, 4)), tickets: [hers.id, moved.id] } as never);
		await mergeTicket(s.as(s.lua, 5), { ticket: moved.id, into: String(printer.number), version: 1 });
		await end(s, incident, 10);
		expect((await showTicket(s.as(s.lua, 11), { ticket: hers.id })).state).toBe('solved');
		expect((await showTicket(s.as(s.lua, 11), { ticket: printer.id })).state).toBe('open');
		await hearFacts(s, 12);
		const told = (await myTold(s.as(self(s.som), 13), {})).rows.filter(({ fact }) => fact === 'incidents.answered');
		expect(told).toHaveLength(1);
	})
);
