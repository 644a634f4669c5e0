import { globSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { Refusal } from '#kernel/refusal.ts';
import type { Made } from '#web/act.server.ts';
import { readForm, type Part } from '#web/form.server.ts';

// Every action of every page, found from the routes: what it reads, and that a form says it.

type Page = { actions?: Record<string, ((event: never) => unknown) & Partial<Made>> };

const files = globSync('src/routes/**/+page.server.ts').toSorted();
const pages = await Promise.all(
	files.map(async (file) => [file, (await import(/* @vite-ignore */ `../${file}`)) as Page] as const)
);
const all = pages.flatMap(([file, { actions = {} }]) =>
	Object.entries(actions).map(([name, action]) => [`${file.slice(11, -16)} ${name}`, action] as const)
);
const made = all.flatMap(([name, { door, reads, given }]) =>
	door && given ? [[name, door, reads, given] as const] : []
);
const svelte = globSync('src/**/*.svelte')
	.map((file) => readFileSync(file, 'utf8'))
	.join('\n');

/** The page of the stand-ins' levers sends no command of the house. */
const ownReading = ['trinh-dien default'];

test('every action of a page is a command, a query or steps of them, read by its schema', () => {
	expect(all.length).toBeGreaterThan(80);
	expect(all.filter(([, { door }]) => !door).map(([name]) => name)).toEqual(ownReading);
});

const partOf = (schema: unknown): Part & v.GenericSchema => schema as Part & v.GenericSchema;
const shapeOf = (reads: unknown): (Part & v.GenericSchema) | null =>
	typeof reads === 'function'
		? partOf(reads({ context: { now: new Date('2026-07-14T02:43:00Z') } }))
		: reads
			? partOf(reads)
			: null;

/** What of the input a form of another shape says: what it answers to an empty form, or what its last step lets through. */
function saysOf(reads: ReturnType<typeof shapeOf> & { pipe?: readonly Part[] }): string[] {
	const last = reads.pipe?.at(-1)?.entries;
	if (last) return Object.keys(last);
	const said = v.safeParse(reads, reads.type === 'record' ? { basis: 'family' } : emptyOf(reads));
	return said.success ? Object.keys(said.output as object) : [];
}
const emptyOf = (schema: Part): Record<string, unknown> => ({
	...readForm(schema, new FormData()),
	...('basis' in (schema.entries ?? {}) ? { basis: 'family' } : {}),
	...('after' in (schema.entries ?? {}) ? { after: 30 } : {})
});

test.each(made)('%s: the page gives only what its command takes', (_, door, __, given) => {
	const entries = Object.keys(partOf(door.schema).entries ?? {});
	expect(given.filter((name) => !entries.includes(name))).toEqual([]);
});

test.each(made)('%s: each field that is read stands in a form', (_, door, reads, given) => {
	const shape = shapeOf(reads);
	const said = shape ? saysOf(shape) : [];
	const rest = Object.keys(partOf(door.schema).entries ?? {}).filter(
		(name) => name !== 'id' && !given.includes(name) && !said.includes(name)
	);
	const fields = [...rest, ...(shape ? Object.keys(shape.entries ?? {}) : [])];
	const missing = fields.filter(
		(name) => !new RegExp(`(?:name|id)="${name}"|name=\\{?['"\`]${name}|'${name}'|\\{${name}\\}`).test(svelte)
	);
	expect(missing).toEqual([]);
});

const ANYTHING = ['', ' ', '-', '?', '-1', '1e3', '\u0000\u202e', 'a b', '31/02/1968', '‏x'.repeat(400)];

test.each(made)('%s: whatever a form says is read, or is wrong input, and never a fault', (_, door, reads) => {
	const shapes = [shapeOf(reads), partOf(door.schema)].filter((one) => one !== null);
	for (const text of ANYTHING)
		for (const shape of shapes) {
			const form = new FormData();
			for (const name of Object.keys(shape.entries ?? { 'column-0': null, was: null })) form.append(name, text);
			expect(() => tried(shape, form)).not.toThrow();
		}
});

/** Reads and checks; the one refusal that a form may hold is no fault. */
function tried(shape: Part & v.GenericSchema, form: FormData): void {
	try {
		v.safeParse(shape, readForm(shape, form));
	} catch (reason) {
		if (!(reason instanceof Refusal)) throw reason;
	}
}
