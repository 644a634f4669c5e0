import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rooms } from '../arrows.js';

// Read anywhere, write at home: a table belongs to the room whose migration creates it, or whose later one describes it.
const owner = new Map(
	globSync('db/migrations/*.sql').flatMap((file) => {
		const named = /\d+-([a-z-]+)/.exec(file)![1]!;
		const room = Object.keys(rooms).find((one) => named === one || named.startsWith(`${one}-`)) ?? named.split('-')[0]!;
		return [...readFileSync(file, 'utf8').matchAll(/(?:create table (?:if not exists )?|comment on table )(\w+)/g)].map(
			(found) => [found[1]!, room] as const
		);
	})
);

/** Tables that a text writes, under whatever short name: `update person p set`, `delete from person as p using`. */
const written = (text: string): string[] =>
	[
		...text.matchAll(
			/\b(?:insert into (\w+)|(?<!for |do |for no key )update (?:only )?(\w+)(?:\s+(?:as\s+)?\w+)?\s+set\b|delete from (?:only )?(\w+))/g
		)
	].map(([, into, updated, deleted]) => into ?? updated ?? deleted ?? '');

const writes = (file: string): string[] => written(readFileSync(file, 'utf8')).filter((table) => owner.has(table));

test.each([
	['update person set name = 1', ['person']],
	['update person p set name = 1 from need n', ['person']],
	['update person as p\n\t\tset name = 1', ['person']],
	['insert into need (id) values (1) on conflict (id) do update set id = 2', ['need']],
	['insert into need as n select 1', ['need']],
	['delete from need n using person p', ['need']],
	['select id from need for update', []],
	['select id from need n for no key update of n', []]
])('%s', (text, tables) => expect(written(text)).toEqual(tables));

test('a room writes only to its own tables', () => {
	const strays = globSync('src/capabilities/*/sql*.server.ts').flatMap((file) => {
		const room = file.split('/')[2]!;
		return writes(file)
			.filter((table) => owner.get(table) !== room)
			.map((table) => `${file} writes ${table} of ${owner.get(table)}`);
	});
	expect(strays).toEqual([]);
});

test('every room of the map exists, and every room that exists is on it', () => {
	const found = globSync('src/capabilities/*/').map((folder) => folder.split('/')[2]!);
	expect(found.toSorted()).toEqual(Object.keys(rooms).toSorted());
});

test('every arrow of the map is one that some file of its room goes along', () => {
	const unused = Object.entries(rooms).flatMap(([room, uses]) => {
		const texts = globSync(`src/capabilities/${room}/**/*.{ts,svelte}`)
			.filter((file) => !file.endsWith('.test.ts'))
			.map((file) => readFileSync(file, 'utf8'))
			.join('\n');
		return uses.filter((used) => !texts.includes(`'#capabilities/${used}/`)).map((used) => `${room} -> ${used}`);
	});
	expect(unused).toEqual([]);
});

test('no room has a barrel', () => {
	expect(globSync('src/capabilities/*/index.ts')).toEqual([]);
});

test('every table has row-level security or is named here as public or as the platform’s own', () => {
	const open = new Set([
		'request',
		'journal_block',
		'journal_epoch',
		'delivery',
		'attempt',
		'heartbeat',
		'place',
		'centre',
		'opening',
		'portal_cursor',
		'unit',
		'former_unit'
	]);
	const text = globSync('db/migrations/*.sql')
		.map((file) => readFileSync(file, 'utf8'))
		.join('\n');
	const secured = new Set([...text.matchAll(/alter table (\w+) enable row level security/g)].map((found) => found[1]!));
	expect([...owner.keys()].filter((table) => !secured.has(table) && !open.has(table))).toEqual([]);
});

/** Where staff sign in, where the first of them opens the house, open their lantern, and change what opens their own account. */
const ofStaff = [
	'src/capabilities/access/ui/FreshCode.svelte',
	'src/capabilities/access/ui/Lantern.svelte',
	'src/capabilities/access/ui/NewPassword.svelte',
	'src/capabilities/access/ui/ProveBoth.svelte',
	'src/routes/can-bo/(nha)/tai-khoan/+page.svelte',
	'src/routes/can-bo/dang-nhap/+page.svelte',
	'src/routes/can-bo/ma/+page.svelte',
	// Of a volunteer, for the phone in their hand.
	'src/routes/ra-ngo/Lock.svelte',
	'src/routes/ra-ngo/may/KeyOfPhone.svelte'
];

test('no screen can take a one-time code or a bank password from a resident', () => {
	const asks = globSync('src/**/*.svelte').filter((file) =>
		/type="password"|one-time-code|name="(otp|pin|passcode)"/i.test(readFileSync(file, 'utf8'))
	);
	expect(asks.toSorted()).toEqual(ofStaff);
	// And what several pages share is shown to staff alone.
	const shared = ofStaff.filter((file) => file.includes('/ui/')).map((file) => file.split('/').at(-1)!);
	const shows = globSync('src/**/*.svelte').filter(
		(file) =>
			shared.some((name) => readFileSync(file, 'utf8').includes(`/${name}'`)) &&
			!/\/can-bo\/|\/mo-nha\/|access\/ui\//.test(file)
	);
	expect(shows).toEqual([]);
});

test('no field is named or labelled for a code or password of a resident', () => {
	const words = Object.assign(
		{},
		...globSync('src/{capabilities/*/words,words/common}/vi.json').map((file) => JSON.parse(readFileSync(file, 'utf8')))
	) as Record<string, Record<string, unknown>>;
	const spoken = (key: string): string => {
		const [room = '', ...rest] = key.split('.');
		return String(words[room]?.[rest.join('.')] ?? '');
	};
	const secret = /otp|passcode|mật khẩu|mật mã|mã pin|mã (?:6|sáu) số|mã (?:xác|kích)/i;
	const asks = globSync('src/**/*.svelte')
		.filter((file) => !ofStaff.includes(file))
		.flatMap((file) => {
			const text = readFileSync(file, 'utf8');
			const named = [...text.matchAll(/<(?:input|textarea|Field)\b[^>]*?\b(?:id|name)="([^"{]*)"/g)].map(
				([, name]) => name!
			);
			const labels = [...text.matchAll(/(?:<label[^>]*>|label=)\s*\{m\['([^']+)'\]/g)].map(([, key]) => spoken(key!));
			return [...named, ...labels]
				.filter((one) => secret.test(one) || /password|pin\b/i.test(one))
				.map((one) => `${file}: ${one}`);
		});
	expect(asks).toEqual([]);
	expect(spoken('common.never-password')).toMatch(secret);
});

// What only looks something up, or proves who somebody is, changes nothing twice.
const asking =
	/action=\{(?:paths\.(?:follow\.home|open\.(?:oldAddress|signOut)|staff\.signOut|session\.leave|learn\.leave)|ways\.follow)\}|action="\{paths\.staff\.lock\}|action="\?\/(?:slip|find)"|to\('(?:scan|find)'\)|help\.action|lever-/;

test('every form that changes something carries the request of its page', () => {
	const bare = globSync('src/**/*.svelte').flatMap((file) =>
		[...readFileSync(file, 'utf8').matchAll(/<form\b[^>]*?method="post"[\s\S]*?<\/form>/g)]
			.map(([form]) => form)
			.filter((form) => !form.includes('name="request"') && !asking.test(form))
			.map((form) => `${file}: ${form.slice(0, 60)}`)
	);
	expect(bare).toEqual([]);
});
