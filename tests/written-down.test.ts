import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MOST_AGE_SECONDS, signedBody } from '#web/signed.server.ts';
import { webhooks, type Webhook } from '#web/webhooks.server.ts';
import { STATUS } from '../src/routes/(public)/dang-nhap/status.ts';

// `docs/security.md` says what the code does: whoever changes one changes the other.

const page = readFileSync('docs/security.md', 'utf8');
const code = globSync('src/**/*.ts')
	.filter((file) => !file.endsWith('.test.ts'))
	.map((file) => readFileSync(file, 'utf8'))
	.join('\n');
const found = (what: RegExp): string[] => [...new Set([...code.matchAll(what)].map(([, one]) => one!))].toSorted();

test('every brake stands there as it brakes', () => {
	const brakes = [...code.matchAll(/Brake = \{ purpose: '([^']+)', free: (\d+), minutes: (\w+) \}/g)];
	expect(brakes.length).toBeGreaterThan(12);
	const link = /const LINK_MINUTES = (\d+)/.exec(code)![1]!;
	for (const [, purpose, free, minutes] of brakes)
		expect(page).toMatch(
			new RegExp(`\\| \`${purpose}\`[^|]*\\| ${free} \\| ${minutes === 'LINK_MINUTES' ? link : minutes} \\|`)
		);
	expect(page.match(/^\| `[a-z-]+`[^|]*\| \d+ \| \d+ \|$/gm)).toHaveLength(brakes.length);
});

const outside = readFileSync('docs/van-hanh/he-thong-khac.md', 'utf8');

test('the page for other systems says each address, field, status and window as it is', () => {
	for (const { address, setting, input } of Object.values<Webhook>(webhooks)) {
		const line = outside.split('\n').find((one) => one.includes(address))!;
		expect(line).toContain(`\`${setting}\``);
		for (const field of Object.keys((input as unknown as { entries: object }).entries))
			expect(line).toContain(`\`${field}\``);
	}
	expect(outside).toContain(`${MOST_AGE_SECONDS} giây`);
	for (const [why, status] of Object.entries(STATUS))
		expect(outside).toMatch(new RegExp(`\\| [^|]*\`${why}\`[^|]* \\| ${status} \\|`));
	for (const claim of ['name', 'personal_no', 'birth_date', 'birthdate', 'eid_level', 'acr', 'openid profile eid'])
		expect(outside).toContain(`\`${claim}\``);
});

test('the example of how to sign on that page is signed as the house checks it', async () => {
	const [, signed, key, right] = /printf '%s' '(.+)' \| openssl dgst -sha256 -hmac '(.+)'\n# ([0-9a-f]{64})/.exec(
		outside
	)!;
	const [stamp, body] = [signed!.slice(0, signed!.indexOf('.')), signed!.slice(signed!.indexOf('.') + 1)];
	const headers = { 'x-timestamp': stamp, 'x-signature': right! };
	const call = new Request('https://dvc.xa-may.example/x', { method: 'POST', headers, body });
	expect(await signedBody(call, key!, new Date(Number(stamp) * 1000))).toBe(body);
});

test('every purpose of a key stands there', () => {
	const purposes = found(/(?:derive|lookupHash|lookupHashes|secretFrom)\([\w.()]*[kK]eys, ['`]([a-z-]+:?)/g);
	expect(purposes.length).toBeGreaterThan(20);
	expect(purposes.filter((one) => !page.includes(`\`${one}\``))).toEqual([]);
});

test('every address outside, every larger body and every time stands there', () => {
	const outside = found(/^\t([A-Z_]+(?:_URL|_ISSUER|_SECRET|_KEY)): v\./gm);
	const bodies = found(/^\t\[\/\^([^\]]+?)\$?\/, /gm).map((path) => path.replaceAll('\\', '').replace(/\$$|\/$/, ''));
	expect(outside.length).toBeGreaterThan(6);
	expect(bodies.length).toBeGreaterThan(4);
	for (const one of outside) expect(page).toContain(`\`${one}\``);
	for (const one of bodies.filter((path) => !path.includes('('))) expect(page).toContain(`\`${one}\``);
	const times = { SHIFT_HOURS: 'hours', IDLE_MINUTES: 'minutes', STAY_MINUTES: 'minutes', HALF_MINUTES: 'minutes' };
	const more = { LINK_MINUTES: 'minutes', CHANCE_DAYS: 'days', KEY_DAYS: 'days', CHALLENGE_MINUTES: 'minutes' };
	for (const [name, unit] of Object.entries({ ...times, ...more, CODE_MINUTES: 'minutes' }))
		expect(page).toContain(`${new RegExp(`const ${name} = (\\d+)`).exec(code)![1]} ${unit}`);
});
