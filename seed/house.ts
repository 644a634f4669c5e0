import { only } from '#platform/dispatch.server.ts';
import { giveMandate } from '#capabilities/mandates/mandates.server.ts';
import { makeApiKey } from '#capabilities/access/api-keys.server.ts';
import { makeStaff } from '#capabilities/access/make-staff.server.ts';
import type { Role } from '#capabilities/access/rules-roles.ts';
import { settleStep } from '#capabilities/places/first-hour.server.ts';
import { makeDesk } from '#capabilities/counter/move.server.ts';
import { foundCentre } from '#capabilities/places/found-centre.server.ts';
import { recordPerson } from '#capabilities/residents/record-person.server.ts';
import { system } from '#kernel/actor.ts';
import type { Context } from '#platform/context.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { account, desks, openings, PROVINCE, type CentreSeed, type PersonSeed, type StaffSeed } from './cast.ts';

export type Base = Omit<Context, 'actor' | 'request' | 'now'>;

/** A stable id for a name of the cast, so that the same seed makes the same house and is sent once. */
export const idOf = (name: string): string => requestFor('seed', 0, name);

const rights = only(foundCentre, settleStep, makeDesk, makeStaff, makeApiKey, recordPerson, giveMandate);

/** The seed acts as the door, because nobody is anybody yet; it sends the same named commands as everybody else. */
export const asSeed = (base: Base, step: string, now: Date, centre = 1): Context => ({
	...base,
	actor: system('door', rights, null, [centre]),
	request: idOf(step),
	now
});

export async function foundAt(
	base: Base,
	now: Date,
	centre: CentreSeed,
	options: { demo: boolean; first: boolean }
): Promise<void> {
	const { commune, ...own } = centre;
	await foundCentre(asSeed(base, `centre ${centre.id}`, now, centre.id), {
		province: options.first ? PROVINCE : null,
		provinceId: PROVINCE.id,
		commune,
		centre: {
			...own,
			...(centre.id === 1 ? account : { bankBin: null, bankName: null, bankAccount: null, bankAccountName: null }),
			alwaysOpen: options.demo,
			headStartMin: 20,
			waitCapMin: 45,
			portalWay: options.demo && centre.id === 1 ? 'api' : 'by-hand'
		},
		openings,
		since: '2025-07-01'
	});
	// The demo's house is open: nobody begins it anew.
	if (options.demo)
		await settleStep(asSeed(base, `hour ${centre.id}`, now, centre.id), { step: 'hour', verdict: 'right' });
}

export async function furnish(base: Base, now: Date, centre = 1): Promise<void> {
	for (const desk of desks)
		await makeDesk(asSeed(base, `desk ${centre} ${desk.key}`, now, centre), {
			id: deskId(desk.key, centre),
			centre,
			name: desk.name,
			kind: desk.kind,
			skills: desk.skills
		});
}

export const deskId = (key: string, centre = 1): string => idOf(`desk ${centre} ${key}`);
export const staffId = (login: string): string => idOf(`staff ${login}`);
export const personId = (name: string): string => idOf(`person ${name}`);

export type Hired = StaffSeed & { id: string; password: string; totpSecret: string; apiKey: string };

/** Hires one of the cast. The password is derived, the TOTP secret is what the command gave; both go to `demo.json` alone. */
export async function hire(base: Base, now: Date, person: StaffSeed, password: string): Promise<Hired> {
	const context = asSeed(base, `staff ${person.login}`, now, person.place);
	const id = staffId(person.login);
	const { code } = await makeStaff(context, {
		id,
		login: person.login,
		name: person.name,
		password,
		place: person.place,
		role: person.role as Role
	});
	const asKey = asSeed(base, `key ${person.login}`, now, person.place);
	const { key } = await makeApiKey(asKey, { staff: id, place: person.place, role: person.role });
	return { ...person, id, password, totpSecret: code.letters, apiKey: key };
}

export async function settle(base: Base, now: Date, person: PersonSeed, commune = 16543): Promise<string> {
	const id = personId(person.name + String(person.birth));
	const exact = typeof person.birth === 'string';
	await recordPerson(asSeed(base, `record ${person.name} ${person.birth}`, now), {
		id,
		commune,
		name: person.name,
		birthYear: exact ? Number(String(person.birth).slice(0, 4)) : Number(person.birth),
		birthDate: exact ? String(person.birth) : null,
		gender: person.gender,
		hamlet: person.hamlet,
		number: person.number,
		phone: person.phone,
		needs: person.needs as never[],
		verified: person.number !== null,
		madeUp: true
	});
	return id;
}
