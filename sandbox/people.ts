import { readFileSync } from 'node:fs';

/**
 * Made-up people. Their numbers begin with province codes that were never given out (003, 005, 097, 099), so none can be
 * a living person's; their names are weather and plants.
 */
export type Person = {
	id: string;
	name: string;
	personalNo: string;
	/** `YYYY-MM-DD` */
	birthDate: string;
	gender: 'female' | 'male';
	/** Level of the electronic identity. */
	level: 1 | 2;
	phone: string;
	note: string;
};

export const people: readonly Person[] = JSON.parse(readFileSync(new URL('./people.json', import.meta.url), 'utf8'));

export const findPerson = (id: string): Person | undefined => people.find((person) => person.id === id);
