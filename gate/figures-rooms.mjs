/* What a room is to the rest of the house: who outside names its doors, its tables, or the room itself. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { has, isTest } from './figures-read.mjs';

const roomOf = (name) => /^src\/capabilities\/([^/]+)\//.exec(name)?.[1];
/** Roles are lists of doors; a page names the door that it opens. */
const mayNameDoors = (name) => /\/rules-(roles|verbs)\.ts$|^src\/program\/roles\.ts$|^src\/routes\//.test(name);

function tablesOf(folder, rooms) {
	const owner = new Map();
	if (!has(folder, 'db/migrations')) return owner;
	for (const file of readdirSync(join(folder, 'db/migrations')).sort()) {
		const room = rooms.toSorted((a, b) => b.length - a.length).find((one) => file.slice(5).startsWith(one));
		const text = readFileSync(join(folder, 'db/migrations', file), 'utf8');
		for (const [, table] of text.matchAll(/(?:create table (?:if not exists )?|comment on table )(\w+)/g))
			if (room) owner.set(table, room);
	}
	return owner;
}

const doorsIn = (text) =>
	[...text.matchAll(/\b(?:query|command)(?:<[^(]*>)?\(\s*'([a-z-]+\.[a-z-]+)'/g)].map(([, name]) => name);

/** Names of its tables after `from`, `join`, `into` or `update`, in files that hold SQL. */
const tablesIn = (text, tables) =>
	[...text.matchAll(/\b(?:from|join|into|update) (\w+)/g)].map(([, name]) => name).filter((name) => tables.has(name));

/** @returns by room: files outside that name its doors, its tables, and the room at all */
export function roomsNamed(sources, folder) {
	const src = sources.filter(({ name }) => name.startsWith('src/') && !isTest(name));
	const rooms = [...new Set(src.map(({ name }) => roomOf(name)).filter(Boolean))];
	const owner = tablesOf(folder, rooms);
	const doors = new Set(src.flatMap(({ text }) => doorsIn(text)));
	const others = sources.filter(({ name }) => !isTest(name));
	return rooms.map((room) => {
		const hers = new Set([...owner].filter(([, one]) => one === room).map(([table]) => table));
		const outside = (one) => roomOf(one.name) !== room;
		const namesDoor = ({ text }) =>
			[...text.matchAll(new RegExp(`'(${room}\\.[a-z-]+)'`, 'g'))].some(([, name]) => doors.has(name));
		const names = ({ text }) => new RegExp(`capabilities/${room}/|['"]${room}['"./]|^\\s*${room}: `, 'm').test(text);
		return {
			room,
			doors: src.filter((one) => outside(one) && !mayNameDoors(one.name) && namesDoor(one)).map(({ name }) => name),
			tables: src.filter((one) => outside(one) && tablesIn(one.text, hers).length > 0).map(({ name }) => name),
			named: others
				.filter((one) => outside(one) && !one.name.startsWith('src/routes/') && names(one))
				.map(({ name }) => name)
		};
	});
}
