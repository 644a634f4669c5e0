/*
 * Writes db/schema.sql: the whole schema as it stands after all migrations, by the room that owns each part. Migrations
 * are its history; this is what a reader opens. With --check it only says whether the file is true.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import postgres from 'postgres';
import { rooms } from '../arrows.js';
import { inRoot } from '../house/lib/files.mjs';
import { say, Stop, tell } from '../house/lib/say.mjs';
import { readSchema } from './schema-read.mjs';
import { cleaningUp, throwawayDatabase } from './throwaway.mjs';

const file = inRoot('db/schema.sql');
const SHARED = 'several rooms';
const known = ['platform', ...Object.keys(rooms)].toSorted((a, b) => b.length - a.length);

/** The room in a migration's name; older ones were named by what they do, and are of several. */
const roomOf = (name) => known.find((room) => name.slice(5).match(new RegExp(`^${room}(-|\\.)`))) ?? SHARED;

/** Who owns a table or function: the room whose migration made it, or whose later one describes it (`comment on table`). */
function owners() {
	const owner = new Map([['migration', 'platform']]);
	for (const name of readdirSync(inRoot('db/migrations')).sort()) {
		const text = readFileSync(inRoot('db/migrations', name), 'utf8');
		for (const [, made] of text.matchAll(/create (?:table(?: if not exists)?|sequence|function) (\w+)/g))
			if (!owner.has(made)) owner.set(made, roomOf(name));
		for (const [, to] of text.matchAll(/alter function \w+\([^)]*\) rename to (\w+)/g)) owner.set(to, roomOf(name));
		for (const [, said] of text.matchAll(/comment on table (\w+)/g)) owner.set(said, roomOf(name));
	}
	return owner;
}

/** The catalogue shouts its keywords; what is quoted stays as it is. */
const calm = (text) =>
	text
		.split(/('(?:[^']|'')*')/)
		.map((part, n) => (n % 2 ? part : part.replace(/\b[A-Z]+\b/g, (word) => word.toLowerCase())))
		.join('')
		.replaceAll('timestamp with time zone', 'timestamptz');

const of = (list, table) => list.filter((one) => one.table === table.oid);

const rest = ({ identity, generated, value, filled }) =>
	[
		identity && ` generated ${identity === 'a' ? 'always' : 'by default'} as identity`,
		generated && ` generated always as (${value}) stored`,
		filled && !identity && ' not null',
		value !== null && !generated && ` default ${value}`
	]
		.filter(Boolean)
		.join('');

const policy = ({ name, permissive, act, roles, sees, writes }, table) =>
	[
		`create policy ${name} on ${table}${permissive ? '' : ' as restrictive'} for ${act} to ${roles.join(', ')}`,
		sees && `  using (${calm(sees).trim().replaceAll('\n', '\n  ')})`,
		writes && `  with check (${calm(writes).trim().replaceAll('\n', '\n  ')})`
	]
		.filter(Boolean)
		.join('\n') + ';';

const granted = (found, { oid }, on) =>
	found.grants.filter((one) => one.of === oid).map(({ acts, to_whom }) => `grant ${acts} on ${on} to ${to_whom};`);

function table(found, one) {
	const parts = [
		...of(found.columns, one).map((column) => calm(`  ${column.name} ${column.type}${rest(column)}`)),
		...of(found.constraints, one).map(({ name, says }) => `  constraint ${name} ${calm(says)}`)
	];
	return [
		...(one.said ? [`-- ${one.said}`] : []),
		`create table ${one.name} (\n${parts.join(',\n')}\n)${one.parted ? ` partition by ${calm(one.parted)}` : ''};`,
		...of(found.indexes, one).map(({ says }) => `${calm(says)};`),
		...of(found.triggers, one).map(({ says }) => `${calm(says)};`),
		...granted(found, one, one.name),
		...(one.secured ? [`alter table ${one.name} enable row level security;`] : []),
		...of(found.policies, one).map((each) => policy(each, one.name))
	].join('\n');
}

function routine(found, one) {
	const on = `function ${one.name}(${one.takes})`;
	const closed = !one.anyone && !found.grants.some((grant) => grant.of === one.oid && grant.to_whom === 'public');
	const [head, ...body] = one.says.trim().split('$function$');
	const from = head
		.replace('CREATE OR REPLACE', 'CREATE')
		.replace(/SET search_path TO [^\n]*/, 'SET search_path FROM CURRENT');
	return [
		`${[calm(from), ...body].join('$function$')};`,
		...(closed ? [`revoke execute on ${on} from public;`] : []),
		...granted(found, one, on)
	].join('\n');
}

const sequence = (found, one) =>
	[`create sequence ${one.name} start ${one.start};`, ...granted(found, one, `sequence ${one.name}`)].join('\n');

const kinds = [
	['sequences', sequence],
	['tables', table],
	['functions', routine]
];

function written(found) {
	const owner = owners();
	const sections = ['platform', ...Object.keys(rooms), SHARED].map((room) => {
		const parts = kinds.flatMap(([kind, draw]) =>
			found[kind].filter(({ name }) => (owner.get(name) ?? SHARED) === room).map((one) => draw(found, one))
		);
		return parts.length ? `-- ==== ${room} ${'='.repeat(100 - room.length)}\n\n${parts.join('\n\n')}\n` : '';
	});
	const head = `-- The schema as it stands, by the room that owns each part. Written by \`node gate/schema.mjs\` from a migrated database;
-- the gate checks that it is true. \`:app\` is the program's role. Rows (units, texts, periods) are in the migrations.
`;
	return [head, ...sections.filter(Boolean)].join('\n');
}

async function readMade({ TEST_DATABASE_OWNER_URL: url, TEST_DATABASE_URL: appUrl, PROVINCE: province }) {
	const app = decodeURIComponent(new URL(appUrl).username);
	const sql = postgres(url, { max: 1, onnotice() {}, connection: { search_path: `${province}, public` } });
	try {
		return written(await readSchema(sql))
			.replaceAll(`${province}.`, '')
			.replaceAll(new RegExp(`\\b${app}\\b`, 'g'), ':app')
			.replace(/[ \t]+$/gm, '');
	} finally {
		await sql.end();
	}
}

await tell(async () => {
	const database = await throwawayDatabase();
	const text = await cleaningUp(database.end, () => readMade(database.env));
	if (process.argv.includes('--check')) {
		if (text !== readFileSync(file, 'utf8'))
			throw new Stop(
				1,
				'db/schema.sql không còn đúng: chạy node gate/schema.mjs',
				'db/schema.sql is not true any more: run node gate/schema.mjs'
			);
	} else writeFileSync(file, text);
	say(`  db/schema.sql: ${text.split('\n').length} lines`);
	process.exit(0);
});
