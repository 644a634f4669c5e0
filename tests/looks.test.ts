import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { planNeed } from '#capabilities/assistance/move-need.server.ts';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { myLooks } from '#capabilities/privacy/consents.server.ts';
import { personRecord } from '#capabilities/privacy/record.server.ts';
import { residentRights, rightsOf } from '#capabilities/access/rules-roles.ts';
import { anyone, type Actor } from '#kernel/actor.ts';
import { refusalOf, scene } from './support/scene.ts';

type Door = { called: string; kind: 'query' | 'command'; looks?: boolean };
const isDoor = (value: unknown): value is Door => typeof value === 'function' && 'called' in value && 'kind' in value;

async function everyQuery(): Promise<Door[]> {
	const files = globSync('src/{capabilities/*,platform}/*.server.ts').filter(
		(file) => !/\/(sql|journal|worker|deliver)/.test(file)
	);
	const rooms = await Promise.all(files.map((file) => import(resolve(file)) as Promise<Record<string, unknown>>));
	return rooms.flatMap((room) => Object.values(room).filter(isDoor)).filter(({ kind }) => kind === 'query');
}

/** Why a query is no look. Whoever adds a query decides here, in the open. */
const NO_LOOK: Record<string, string> = {
	'her own page': `residents.me residents.my-mandates readiness.mine privacy.my-consents privacy.my-looks privacy.my-requests
		cases.mine assistance.my-needs assistance.my-learned`,
	'beside her, in a session whose every page is a look already (assistance.mine)': `residents.mandates-beside readiness.beside
		assistance.asked-consents privacy.requests-beside assistance.needs-beside assistance.beside assistance.elsewhere
		cases.begun cases.people-in-session cases.in-session cases.beside`,
	'a list of names with year and hamlet, or with a masked number, to find somebody or to see what waits': `residents.find
		residents.match-card residents.like residents.twins residents.merges readiness.calendar privacy.requests cases.worklist
		assistance.need-board insights.counted`,
	'a sheet that the commune itself brought, before it is in the register': 'imports.list imports.show imports.rows',
	'holds no name: figures, money, tickets, places, devices, colleagues, how the house stands': `platform.given-up platform.heartbeats
		satisfaction.chance satisfaction.beside residents.register privacy.erasures privacy.would-stay privacy.request-counts privacy.periods privacy.retention
		places.old-address places.hamlets places.check-hamlets places.centre places.centres places.open-now payments.of-case
		payments.receipt payments.unmatched insights.today counter.board counter.desk counter.hall counter.ticket counter.desks
		counter.wait cases.follow cases.slip cases.find-by-slip cases.troubles cases.not-mine assistance.quick-today access.pairing access.devices
		access.colleagues procedures.catalogue procedures.find cases.open-confirm-link`
};

test('every query that shows somebody’s record, file, paper or phone is a look; every other says why it is none', async () => {
	const excused = new Set(Object.values(NO_LOOK).flatMap((names) => names.split(/\s+/)));
	const queries = await everyQuery();
	const looks = queries.filter(({ looks: yes }) => yes).map(({ called }) => called);
	expect(looks).toEqual(
		expect.arrayContaining([
			'privacy.record',
			'privacy.request',
			'privacy.everything',
			'privacy.call-list',
			'cases.show',
			'cases.paper-file'
		])
	);
	expect(queries.filter(({ looks: yes, called }) => !yes && !excused.has(called)).map(({ called }) => called)).toEqual(
		[]
	);
	expect(looks.filter((name) => excused.has(name))).toEqual([]);
});

test(
	'whoever helps with an open need of hers is not asked why; whoever does not is; she reads both',
	scene(async (s) => {
		const need = crypto.randomUUID();
		await recordNeed(s.as(s.thach), {
			id: need,
			person: s.som,
			kind: 'phone',
			urgency: 'today',
			source: 'phone',
			note: null
		});
		const look = { person: s.som, purpose: null };
		expect(await refusalOf(personRecord(s.as(s.lua, 1), look))).toBe('purpose-missing');
		await planNeed(s.as(s.thach, 2), { need, helper: s.lua.id, plan: 'by-phone', promisedOn: '2026-07-16' });
		expect(await personRecord(s.as(s.lua, 3), look)).toMatchObject({ purpose: 'need' });
		expect(await refusalOf(personRecord(s.as({ ...s.mai, may: new Set(rightsOf.guide) }, 4), look))).toBe(
			'purpose-missing'
		);
		await personRecord(s.as(s.mai, 5), { person: s.som, purpose: 'call-back' });
		const her: Actor = { ...anyone(new Set(residentRights)), kind: 'resident', id: s.som, subject: s.som };
		expect((await myLooks(s.as(her, 6), {})).map(({ purpose, what }) => [what, purpose])).toEqual([
			['record', 'call-back'],
			['record', 'need']
		]);
	})
);
