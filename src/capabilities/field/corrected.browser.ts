import * as v from 'valibot';
import { residentsAtDoor } from '#capabilities/residents/at-door.ts';
import type { Said } from './outbox.browser.ts';
import type { Door } from './rules-today.ts';
import type { State } from './state.browser.ts';
import type { TakenPerson } from './taken.ts';

// Who somebody is, put right at a door: what a phone knows of it, and what was said here since.

/** What of somebody can be put right at a door. `birth` is a year or a day (`yyyy-mm-dd`); '' is not known. */
export type Facts = { name: string; birth: string; gender: string };

export const factsOf = ({ name, year, gender }: TakenPerson): Facts => ({
	...{ name: name ?? '', birth: year === null ? '' : String(year), gender: gender ?? '' }
});

const Correction = v.looseObject({
	person: v.string(),
	name: v.string(),
	birthYear: v.nullable(v.number()),
	birthDate: v.nullable(v.string()),
	gender: v.nullable(v.picklist(['male', 'female']))
});

/** It waits, or arrived at the very last contact: what came down since does not know of it. */
const isNewer = ({ status, settledAt }: Said, { told }: Pick<State, 'told'>): boolean =>
	status === 'waiting' || (status === 'done' && settledAt !== null && settledAt >= (told?.serverTime ?? 0));

/** Doors with what was put right here and did not come back yet. Of whoever was compared with their card a second person decides first. */
export function corrected(doors: readonly Door[], lines: readonly Said[], state: Pick<State, 'told'>): Door[] {
	const said = new Map(
		lines.flatMap((line) => {
			const isOne = line.command === residentsAtDoor.correct && line.result !== 'conflict' && isNewer(line, state);
			const read = isOne ? v.safeParse(Correction, line.operation?.input) : null;
			return read?.success ? [[read.output.person, read.output] as const] : [];
		})
	);
	if (said.size === 0) return [...doors];
	const putRight = (person: TakenPerson): TakenPerson => {
		const now = said.get(person.id);
		if (!now || person.verified || person.name === null) return person;
		const year = now.birthDate === null ? now.birthYear : Number(now.birthDate.slice(0, 4));
		return { ...person, name: now.name, year, gender: now.gender };
	};
	return doors.map((door) => ({ ...door, people: door.people.map(putRight) }));
}

/** Of a correction that another has made otherwise: what was said here beside what stands, where they differ still. */
export function bothOf(line: Pick<Said, 'operation'>, person: TakenPerson) {
	const read = v.safeParse(Correction, line.operation?.input);
	if (!read.success || person.name === null) return [];
	const { name, birthYear, birthDate, gender } = read.output;
	const stands = factsOf(person);
	// A day that was said here is compared by its year: more of it does not come down to a phone.
	const year = birthDate === null ? birthYear : Number(birthDate.slice(0, 4));
	const mine: Facts = { name, birth: year === null ? '' : String(year), gender: gender ?? '' };
	return (['name', 'birth', 'gender'] as const)
		.filter((what) => mine[what] !== stands[what])
		.map((what) => ({ what, mine: mine[what], stands: stands[what] }));
}
