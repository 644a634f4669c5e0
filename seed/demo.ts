import { only } from '#platform/dispatch.server.ts';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { program } from '#program/program.server.ts';
import { askPairing, pairDevice, pairing as pairingAccess } from '#capabilities/access/devices.server.ts';
import { givesPlace, type DeviceKind } from '#capabilities/access/rules-roles.ts';
import { rightsOf } from '#program/roles.ts';
import { giveMandate } from '#capabilities/mandates/mandates.server.ts';
import { anyone, system } from '#kernel/actor.ts';
import { addDays, dayOf, instantOf } from '#kernel/day.ts';
import { derive, tokenHash } from '#platform/keys.server.ts';
import { neighbours, quangBinh, staff, truongVan, hamlets, type PersonSeed } from './cast.ts';
import { seedHomes } from './homes.ts';
import { seedClasses } from './classes.ts';
import { seedBusinesses } from './businesses.ts';
import { seedCertified } from './certified.ts';
import { seedLearned } from './learned.ts';
import { seedField } from './field.ts';
import { seedHealthPlaces } from './health-places.ts';
import { history } from './history.ts';
import { seedHelpCards } from './help-cards.ts';
import { seedStuck } from './stuck.ts';
import {
	asSeed,
	deskId,
	foundAt,
	furnish,
	hire,
	idOf,
	personId,
	settle,
	staffId,
	type Base,
	type Hired
} from './house.ts';
import { morning } from './morning.ts';
import { seedNeeds } from './needs.ts';
import { seedReadiness } from './readiness.ts';
import { seedHomeVisits } from './visits.ts';

// The demo: one commune with a morning under way and thirty days behind it. Everybody is made up, and marked so.

const HISTORY_DAYS = 30;

type Tapped = {
	id: string;
	name: string;
	personalNo: string;
	birthDate: string;
	gender: 'male' | 'female';
	level: number;
	phone: string;
};

const tapped = (): Tapped[] =>
	JSON.parse(readFileSync(new URL('../sandbox/people.json', import.meta.url), 'utf8')) as Tapped[];

const asPerson = (one: Tapped, n: number): PersonSeed => ({
	name: one.name,
	birth: one.birthDate,
	gender: one.gender,
	number: one.personalNo,
	phone: one.phone,
	hamlet: hamlets[n % hamlets.length]!,
	needs: Number(one.birthDate.slice(0, 4)) < 1960 ? ['big-print'] : []
});

const password = (base: Base, login: string): string =>
	`nguoibia-${String(derive(base.keys, 'demo-password', login).readUInt32BE(0) % 1_000_000).padStart(6, '0')}`;

async function pair(
	base: Base,
	kind: DeviceKind,
	desk: string | null,
	now: Date
): Promise<{ kind: DeviceKind; name: string; key: string }> {
	const key = derive(base.keys, 'demo-device', kind).toString('base64url');
	const keyHash = tokenHash(key).toString('hex');
	const door = {
		...base,
		now,
		actor: system('door', only(askPairing, pairingAccess)),
		request: idOf(`ask ${kind}`)
	};
	await askPairing(door, { kind, keyHash });
	const { pairing } = await import('#capabilities/access/devices.server.ts');
	const shown = await pairing(door, { keyHash });
	const leader = { ...anyone(new Set(rightsOf.leader)), kind: 'staff' as const, id: staffId('thach'), centres: [1] };
	if (shown)
		await pairDevice(
			{ ...base, now, actor: leader, request: idOf(`pair ${kind}`) },
			{ code: shown.code, desk, centre: 1 }
		);
	return { kind, name: kind, key };
}

async function build(base: Base, dataDir: string, now: Date): Promise<void> {
	const start = instantOf(addDays(dayOf(now), -HISTORY_DAYS - 1), '06:00');
	await foundAt(base, start, quangBinh, { demo: true, first: true });
	await foundAt(base, start, truongVan, { demo: true, first: false });
	await furnish(base, start);
	const hired: Hired[] = [];
	for (const one of staff) hired.push(await hire(base, start, one, password(base, one.login)));
	const people = tapped();
	for (const [n, one] of people.entries()) await settle(base, start, asPerson(one, n));
	for (const one of neighbours) await settle(base, start, one);
	await seedHomes(base, start);
	hired.push(...(await seedField(base, start, (login) => password(base, login))));
	await mandateOfSon(base, start, people);
	const devices = [
		await pair(base, 'kiosk', null, now),
		await pair(base, 'display', null, now),
		await pair(base, 'second-screen', deskId('guide-1'), now)
	];
	const atDesks = hired.filter(({ role }) => role !== 'area-lead' && role !== 'volunteer' && givesPlace(role));
	for (let back = HISTORY_DAYS; back > 0; back--)
		await history(base, addDays(dayOf(now), -back), atDesks, HISTORY_DAYS - back);
	await seedNeeds(base, now);
	await seedReadiness(base, now);
	await seedHomeVisits(base, now);
	await seedLearned(base, now);
	await seedCertified(base, now);
	await seedClasses(base, now);
	await seedHealthPlaces(base, now);
	await seedBusinesses(base, now);
	await seedStuck(base, now);
	await seedHelpCards(base, now);
	writeDemo(dataDir, hired, devices, people);
}

/** Gió Văn Bền follows and pays for his mother from another province. */
async function mandateOfSon(base: Base, now: Date, people: readonly Tapped[]): Promise<void> {
	const [mother, son] = [
		people.find((one) => one.id === 'suong-thi-som'),
		people.find((one) => one.id === 'gio-van-ben')
	];
	if (!mother || !son) return;
	const [principal, agent] = [personId(mother.name + mother.birthDate), personId(son.name + son.birthDate)];
	await giveMandate(asSeed(base, 'mandate of the son', now), {
		id: idOf('mandate of the son'),
		principal,
		agent,
		kind: 'mandate',
		scope: 'follow-and-pay',
		wordsRead: 3,
		from: dayOf(now),
		to: null
	});
}

function writeDemo(dataDir: string, hired: readonly Hired[], devices: unknown, people: readonly Tapped[]): void {
	const file = {
		madeUp: 'Mọi người trong tệp này đều là người bịa.',
		staff: hired.map(({ name, role, place, login, password: secret, totpSecret, apiKey }) => ({
			name,
			role,
			place,
			login,
			password: secret,
			totpSecret,
			apiKey
		})),
		devices,
		residents: people.map(({ name, level }) => ({ name, tap: name, level }))
	};
	const path = join(dataDir, 'demo.json');
	writeFileSync(`${path}.part`, JSON.stringify(file, null, '\t'), { mode: 0o600 });
	renameSync(`${path}.part`, path);
}

const { base, settings, db } = program();
const now = new Date();
const demo = join(settings.DATA_DIR, 'demo.json');
if (!existsSync(demo)) await build(base, settings.DATA_DIR, now);
const { staff: written } = JSON.parse(readFileSync(demo, 'utf8')) as {
	staff: Pick<Hired, 'login' | 'password' | 'totpSecret'>[];
};
const hired = staff.map((one) => ({
	...one,
	id: staffId(one.login),
	apiKey: '',
	...written.find((known) => known.login === one.login)!
}));
await morning(
	base,
	now,
	{ ...anyone(new Set(rightsOf.kiosk)), kind: 'device', id: idOf('pair kiosk'), centres: [1] },
	hired
);
await db.end();
